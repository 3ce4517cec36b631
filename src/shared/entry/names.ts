/**
 * S9: names are hostile until proven safe. What makes `name` unfit to be created on any of the systems
 * that Evenkeel runs on or talks to; `undefined` where nothing does.
 */
export type NameProblem = 'empty' | 'relative' | 'separator' | 'control-character' | 'windows';

/** Which rules a side's names have to follow. */
export type NameRules = 'windows' | 'posix';

// Reserved device names: Microsoft, "Naming Files, Paths, and Namespaces".
const WINDOWS_DEVICES = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;

/** What two names share that some systems cannot tell apart: they differ in case, or in how letters are composed. */
export function spellingKey(name: string): string {
  return (PLAIN.test(name) ? name : name.normalize('NFC')).toLowerCase();
}

const PLAIN = /^[ -~]*$/;

/** Whether some system may spell a name otherwise: it has letters of two cases, or that can be composed in several ways. */
export function hasSpellings(name: string): boolean {
  return /[a-z]|[^ -~]/i.test(name);
}

/** What some disks do not see in a name (Unicode: Default_Ignorable_Code_Point); HFS+ is one of them. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * What a name is on the disk that tells the fewest names apart: in any case, however its letters are composed or widened, without what
 * nobody sees, and without the dots and blanks at its end that Windows drops. For telling names that mean something to a program from
 * others, which is only safe where no spelling of them is missed (S9).
 */
export function reservedKey(name: string): string {
  const plain = PLAIN.test(name)
    ? name
    : name.normalize('NFKC').replaceAll(INVISIBLE, '').toUpperCase().normalize('NFKC');
  const key = plain.toLowerCase();
  return key.endsWith('.') || key.endsWith(' ') ? key.replace(/[. ]+$/, '') : key;
}

/** `name` with each letter of the English alphabet in its other case. */
export function otherCase(name: string): string {
  return name.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

export function checkName(name: string, rules: NameRules): NameProblem | undefined {
  if (name === '') return 'empty';
  if (name === '.' || name === '..') return 'relative';
  if (name.includes('/')) return 'separator';
  for (let index = 0; index < name.length; index += 1) {
    const code = name.charCodeAt(index);
    if (code < 0x20 || code === 0x7f) return 'control-character';
  }
  if (rules === 'windows') {
    if (/[\\:*?"<>|]/.test(name)) return 'windows';
    if (/[. ]$/.test(name) || WINDOWS_DEVICES.test(name)) return 'windows';
  }
  return undefined;
}
