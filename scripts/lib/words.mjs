// @ts-check
import { Usage } from './say.mjs';

/**
 * The words that a script was given. `--help` ends it with `usage`, which says in whole lines how it is called; a word that `takes` does not
 * know ends it in the same way, as a mistake. Nothing has been installed, built or started by then.
 * @param {string} usage
 * @param {(word: string) => boolean} [takes] no word at all unless said otherwise
 * @param {readonly string[]} [words]
 */
export function readWords(usage, takes = () => false, words = process.argv.slice(2)) {
  // What stands behind -- is for the program that is started.
  const end = words.indexOf('--');
  const own = end === -1 ? words : words.slice(0, end);
  if (own.some((word) => word === '--help' || word === '-h')) throw new Usage(usage, 0);
  const unknown = own.find((word) => !takes(word));
  if (unknown !== undefined) throw new Usage(`There is no “${unknown}” here.\n\n${usage}`, 2);
  return words.filter((_word, index) => index !== end);
}

/** @param {string} word */
export function isPlainWord(word) {
  return !word.startsWith('-');
}
