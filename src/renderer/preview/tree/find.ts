import { nameOf } from '../../../shared/entry/path.js';

/** Says whether a path, as `fold` makes it, holds what is looked for. */
export type Finder = (folded: string) => boolean;

/**
 * Finds paths that fit every one of the words in `text`, in upper or lower case; `undefined` where there is no word. A word fits where
 * it stands anywhere in the path; one with `*` or `?` fits a whole name, or with a slash a whole path; one such as `.jpg` fits what
 * a name ends or begins with. What lies in a folder that is found is found with it.
 */
export function finderFor(text: string): Finder | undefined {
  const tests = wordsIn(text).map(testFor);
  if (tests.length === 0) return undefined;
  return (folded) => tests.every((test) => test(folded));
}

function testFor(word: string): (folded: string) => boolean {
  if (/[*?]/.test(word)) {
    const pattern = wildcard(word);
    return word.includes('/') ? (path) => pattern.test(path) : (path) => pattern.test(nameOf(path));
  }
  if (/^\.[\p{L}\p{N}]+$/u.test(word)) {
    return (path) => path.endsWith(word) || path.startsWith(word) || path.includes(`/${word}`);
  }
  return (path) => path.includes(word);
}

/** A pattern that fits a whole name or path; a star stands for anything, slashes included. */
function wildcard(word: string): RegExp {
  const escaped = word.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll(/\*+/g, '.*').replaceAll('?', '.')}$`, 'su');
}

/** A part of a name, and whether it is what was looked for. */
export interface Segment {
  readonly text: string;
  readonly found: boolean;
}

/** Takes `name` apart at the words of `text`. */
export function segmentsOf(name: string, text: string): readonly Segment[] {
  const whole: readonly Segment[] = [{ text: name, found: false }];
  const folded = fold(name);
  // Some letters change their number with their case: then nothing could be pointed at reliably.
  if (folded.length !== name.length) return whole;
  const found = wordsIn(text).flatMap((word) => {
    const at = folded.indexOf(word);
    return at === -1 ? [] : [{ from: at, to: at + word.length }];
  });
  const segments: Segment[] = [];
  let done = 0;
  for (const { from, to } of found.sort((one, other) => one.from - other.from)) {
    if (from < done) continue;
    if (from > done) segments.push({ text: name.slice(done, from), found: false });
    segments.push({ text: name.slice(from, to), found: true });
    done = to;
  }
  if (done < name.length) segments.push({ text: name.slice(done), found: false });
  return segments;
}

function wordsIn(text: string): readonly string[] {
  return fold(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** A text as it is searched: whichever way its letters are composed, in lower case. */
export function fold(text: string): string {
  // Most paths need no normalizing, which takes several times as long as to see that.
  return (/^[\x20-\x7E]*$/.test(text) ? text : text.normalize('NFC')).toLowerCase();
}
