/** Thrown for a line with more letters than allowed. */
export class LineTooLongError extends Error {}

/**
 * The lines of a text that comes in pieces; what follows the last line end is a line as well, unless it is empty. Throws
 * `LineTooLongError` before it would hold more than `longest` letters and a piece.
 */
export async function* splitLines(pieces: AsyncIterable<string>, longest: number): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longest) throw new LineTooLongError();
    for (const line of lines) {
      if (line.length > longest) throw new LineTooLongError();
      yield line;
    }
  }
  if (rest !== '') yield rest;
}
