/**
 * Reads a folder on a server as FileZilla writes it: the kind of server, the length of a prefix and the prefix, then the length of each name
 * and the name, with blanks between (`1 0 3 var 3 www` is `/var/www`). `''` where there is none, `undefined` where it cannot be read, or has
 * a prefix, which only servers without slashes have.
 */
export function readSafePath(text: string): string | undefined {
  if (text === '') return '';
  const [, prefix, names] = /^\d{1,2} (\d{1,5})(?: (.*))?$/s.exec(text) ?? [];
  if (prefix !== '0') return undefined;
  let path = '';
  let rest = names ?? '';
  while (rest !== '') {
    const [whole, length] = /^(\d{1,5}) /.exec(rest) ?? [];
    if (whole === undefined || Number(length) === 0) return undefined;
    const name = rest.slice(whole.length, whole.length + Number(length));
    const behind = rest.slice(whole.length + Number(length));
    if (name.length < Number(length) || !/^( |$)/.test(behind)) return undefined;
    path += `/${name}`;
    rest = behind.slice(1);
  }
  return path === '' ? '/' : path;
}
