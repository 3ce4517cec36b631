// @ts-check
import ts from 'typescript';

/**
 * Where a piece of code is in a source text: found by its tokens, so that line breaks, blanks and comments do not matter.
 * @param {string} text
 * @param {string} code
 * @returns {readonly { readonly from: number, readonly to: number }[]} every place, in characters
 */
export function placesOf(text, code) {
  const wanted = code.replaceAll(/\s+/g, '');
  /** The characters of all tokens, and where each of them is. @type {string[]} */
  const characters = [];
  /** @type {number[]} */
  const at = [];
  const source = ts.createSourceFile('any.ts', text, ts.ScriptTarget.ESNext, true);
  /** @param {ts.Node} node */
  const visit = (node) => {
    const children = node.getChildren(source);
    for (const child of children) visit(child);
    if (children.length > 0) return;
    for (let index = node.getStart(source); index < node.end; index += 1) {
      const character = text[index] ?? '';
      if (/\s/.test(character)) continue;
      characters.push(character);
      at.push(index);
    }
  };
  visit(source);
  const tokens = characters.join('');
  const places = [];
  for (let found = tokens.indexOf(wanted); found !== -1; found = tokens.indexOf(wanted, found + 1)) {
    places.push({ from: at[found] ?? 0, to: (at[found + wanted.length - 1] ?? 0) + 1 });
  }
  return places;
}
