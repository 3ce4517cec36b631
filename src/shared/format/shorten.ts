import { once } from './locale.js';

/** Letters as people see them: an accent or a skin tone belongs to the one before. */
const letters = once(() => new Intl.Segmenter());

/** How much of the end stays: the ending of a file's name, and what tells it from its neighbours. */
const KEPT_AT_END = 12;

/** `text` in at most `most` letters (24 or more), shortened in its middle. */
export function shortened(text: string, most: number): string {
  // No letter is shorter than one code unit.
  if (text.length <= most) return text;
  const all = Array.from(letters().segment(text), ({ segment }) => segment);
  if (all.length <= most) return text;
  const beginning = all.slice(0, most - KEPT_AT_END - 1);
  return `${beginning.join('')}…${all.slice(-KEPT_AT_END).join('')}`;
}
