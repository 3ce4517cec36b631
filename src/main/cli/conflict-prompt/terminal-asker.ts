import type { ReadStream } from 'node:tty';
import { stoppedError } from '../../../shared/problem-error.js';
import type { Output } from '../cli-context.js';
import type { Asker } from './asker.js';

const ENTER = /[\r\n]/;
/** What the keys send that mean something where a terminal does not look after it (ECMA-48; Ctrl-C, Ctrl-D, Ctrl-U). */
const KEYS = { stop: '\u0003', end: '\u0004', wipe: '\u0015', back: /[\b\u007F]/ } as const;

/** Asks at a terminal. `stop` is called where Ctrl-C is typed while the terminal does not look after it itself. */
export class TerminalAsker implements Asker {
  readonly #input: ReadStream;
  readonly #output: Output;
  readonly #signal: AbortSignal;
  readonly #stop: () => void;
  /** Typed ahead. */
  #typed = '';
  #ended = false;

  constructor(input: ReadStream, output: Output, signal: AbortSignal, stop: () => void) {
    this.#input = input;
    this.#output = output;
    this.#signal = signal;
    this.#stop = stop;
  }

  async line(question: string): Promise<string | undefined> {
    this.#output.write(question);
    while (!ENTER.test(this.#typed)) {
      if (this.#ended) return undefined;
      await this.#more();
    }
    return this.#take();
  }

  async secret(question: string): Promise<string> {
    // Before the question: what is typed at once must not be shown either.
    this.#input.setRawMode(true);
    try {
      this.#output.write(question);
      while (!ENTER.test(this.#edited())) {
        if (this.#ended) throw stoppedError();
        await this.#more();
      }
      return this.#take();
    } finally {
      this.#input.setRawMode(false);
      this.#output.write('\n');
    }
  }

  /** Applies the editing keys to what was typed. */
  #edited(): string {
    let kept = '';
    for (const key of this.#typed) {
      if (key === KEYS.stop) {
        this.#typed = '';
        this.#stop();
        throw stoppedError();
      }
      if (key === KEYS.end) this.#ended = true;
      else if (key === KEYS.wipe) kept = '';
      else if (KEYS.back.test(key)) kept = kept.replace(/.$/su, '');
      else kept += key;
    }
    return (this.#typed = kept);
  }

  #take(): string {
    const end = this.#typed.search(ENTER);
    const line = this.#typed.slice(0, end);
    this.#typed = this.#typed.slice(end + 1).replace(/^\n/, '');
    return line;
  }

  /** Waits for something to be typed. */
  async #more(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const onData = (text: string): void => {
      this.#typed += text;
      resolve(undefined);
    };
    const onEnd = (): void => {
      this.#ended = true;
      resolve(undefined);
    };
    const onStop = (): void => reject(stoppedError());
    this.#input.setEncoding('utf8');
    this.#input.on('data', onData).on('end', onEnd).on('close', onEnd);
    this.#signal.addEventListener('abort', onStop, { once: true });
    if (this.#signal.aborted) onStop();
    this.#input.resume();
    try {
      await promise;
    } finally {
      this.#input.off('data', onData).off('end', onEnd).off('close', onEnd);
      this.#signal.removeEventListener('abort', onStop);
      // What is read must not keep the program alive.
      this.#input.pause();
    }
  }
}
