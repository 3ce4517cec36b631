/** Thrown for a line with more letters than allowed. */
export class LineTooLongError extends Error {}

/**
 * The lines of a text that comes in chunks; what follows the last line end is a line as well, unless it is empty. Throws
 * `LineTooLongError` before it would hold more than `longest` letters and a chunk.
 */
export async function* splitLines(chunks: AsyncIterable<string>, longest: number): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longest) throw new LineTooLongError();
    for (const line of lines) {
      if (line.length > longest) throw new LineTooLongError();
      yield line;
    }
  }
  if (rest !== '') yield rest;
}
