/**
 * The words of a command as somebody types it: the program, then what it is given. Blanks part words, and quotation marks of either kind keep them
 * together; a backslash is itself, as in the paths of Windows, and nothing else has a meaning. `undefined` where a quotation mark is missing.
 */
export function commandWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (const character of text) {
    if (quote === character) quote = undefined;
    else if (quote !== undefined) word = `${word ?? ''}${character}`;
    else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = `${word ?? ''}${character}`;
  }
  if (quote !== undefined) return undefined;
  return word === undefined ? words : [...words, word];
}
