import { EndlessListing } from './parse-mlsd.js';

/** How much of a listing is taken before it is held to have no end. */
export interface ListingBounds {
  readonly entries: number;
  readonly bytes: number;
  /** Bytes of a single line. */
  readonly line: number;
}

/** Reads a listing line by line while it arrives. What it keeps is bounded, whatever the server sends. */
export class ListingReader<Line> {
  readonly #parseLine: (line: string, isFirst: boolean) => Line;
  readonly #bounds: ListingBounds;
  readonly #lines: Line[] = [];
  #bytes = 0;
  #unended = '';
  #isFirst = true;

  /** `parseLine` reads one line in wire form, and may throw `UnreadableListing`; `isFirst` says that all before it were blank. */
  constructor(parseLine: (line: string, isFirst: boolean) => Line, bounds: ListingBounds) {
    this.#parseLine = parseLine;
    this.#bounds = bounds;
  }

  /** Lines so far that were not blank. */
  get count(): number {
    return this.#lines.length;
  }

  /** Takes what has arrived. Throws `EndlessListing` where that is too much, and as `parseLine` does. */
  take(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#bounds.bytes) throw new EndlessListing('It has too many bytes.');
    const lines = chunk.toString('latin1').split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      this.#line(this.#unended + line);
      this.#unended = '';
    }
    this.#unended += last;
    if (this.#unended.length > this.#bounds.line) throw new EndlessListing('A line of it is too long.');
  }

  /** All that was listed; to be called once, when the server has confirmed that this was all. */
  end(): readonly Line[] {
    this.#line(this.#unended);
    return this.#lines;
  }

  #line(text: string): void {
    const line = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (line.trim() === '') return;
    if (line.length > this.#bounds.line) throw new EndlessListing('A line of it is too long.');
    if (this.#lines.length === this.#bounds.entries) throw new EndlessListing('It has too many entries.');
    this.#lines.push(this.#parseLine(line, this.#isFirst));
    this.#isFirst = false;
  }
}
