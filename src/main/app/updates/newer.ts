const VERSION = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(-[0-9A-Za-z.-]{1,40})?$/;

/**
 * Whether a version that was released is newer than the one that runs. A version before a release (`2.0.0-beta.1`) is only for those who run one;
 * what is no version is not newer than anything.
 */
export function isNewer(released: string, running: string): boolean {
  const [to, from] = [partsOf(released), partsOf(running)];
  if (to === undefined || from === undefined) return false;
  if (to.before !== '' && from.before === '') return false;
  const at = to.numbers.findIndex((number, index) => number !== from.numbers[index]);
  if (at !== -1) return (to.numbers[at] ?? 0) > (from.numbers[at] ?? 0);
  if (to.before === '' || from.before === '') return from.before !== '' && to.before === '';
  return to.before.localeCompare(from.before, 'en', { numeric: true }) > 0;
}

/** Whether a text is a version, and so may stand in an address or a sentence. */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

function partsOf(text: string): { readonly numbers: readonly number[]; readonly before: string } | undefined {
  const found = VERSION.exec(text);
  if (found === null) return undefined;
  return { numbers: found.slice(1, 4).map(Number), before: found[4] ?? '' };
}
