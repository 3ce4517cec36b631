import type { Output } from '../cli-context.js';
import { fit } from './terminal-text.js';

/** Back to the first column, and nothing from there to the end of the line (ECMA-48, EL). */
const CLEAR_LINE = '\r\u001B[K';
/** A live line is written no more often than this, in milliseconds. */
const LIVE_EVERY_MS = 100;

/** Where text is shown: lines that stay, and one live line below them that changes, on a terminal. */
export class Screen {
  readonly #out: Output;
  readonly #err: Output;
  readonly #now: () => number;
  #live = '';
  #writtenMs = -Infinity;

  constructor({ out, err, now }: { readonly out: Output; readonly err: Output; readonly now: () => number }) {
    this.#out = out;
    this.#err = err;
    this.#now = now;
  }

  /** Whether a live line can be shown. */
  get hasLive(): boolean {
    return this.#out.isTerminal;
  }

  /** Writes a line that stays. */
  line(text: string): void {
    this.clear();
    this.#out.write(`${text}\n`);
  }

  /** Writes a line that stays, where errors go. */
  errorLine(text: string): void {
    this.clear();
    this.#err.write(`${text}\n`);
  }

  /** Changes the live line, as often as the eye can follow. */
  live(text: string): void {
    const now = this.#now();
    if (!this.hasLive || now - this.#writtenMs < LIVE_EVERY_MS) return;
    this.#writtenMs = now;
    // A line that filled the last column would wrap.
    this.#live = fit(text, (this.#out.columns ?? 80) - 1);
    this.#out.write(CLEAR_LINE + this.#live);
  }

  /** Takes the live line away. */
  clear(): void {
    if (this.#live === '') return;
    this.#live = '';
    this.#writtenMs = -Infinity;
    this.#out.write(CLEAR_LINE);
  }
}
