import type { ItemPath } from '../../../shared/entry/entry.js';

/** Says whether a path holds what is looked for. */
export type Finder = (path: ItemPath) => boolean;

/**
 * Finds paths that hold every one of the words in `text`, wherever, in upper or lower case; `undefined` where there is no
 * word. What lies in a folder that is found is found with it, since its path holds the folder's.
 */
export function finderFor(text: string): Finder | undefined {
  const words = wordsIn(text);
  if (words.length === 0) return undefined;
  return (path) => {
    const folded = fold(path);
    return words.every((word) => folded.includes(word));
  };
}

/** A piece of a name, and whether it is what was looked for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** Takes `name` apart at the words of `text`. */
export function piecesOf(name: string, text: string): readonly Piece[] {
  const whole: readonly Piece[] = [{ text: name, found: false }];
  const folded = fold(name);
  // Some letters change their number with their case: then nothing could be pointed at reliably.
  if (folded.length !== name.length) return whole;
  const found = wordsIn(text).flatMap((word) => {
    const at = folded.indexOf(word);
    return at === -1 ? [] : [{ from: at, to: at + word.length }];
  });
  const pieces: Piece[] = [];
  let done = 0;
  for (const { from, to } of found.sort((one, other) => one.from - other.from)) {
    if (from < done) continue;
    if (from > done) pieces.push({ text: name.slice(done, from), found: false });
    pieces.push({ text: name.slice(from, to), found: true });
    done = to;
  }
  if (done < name.length) pieces.push({ text: name.slice(done), found: false });
  return pieces;
}

function wordsIn(text: string): readonly string[] {
  return fold(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
