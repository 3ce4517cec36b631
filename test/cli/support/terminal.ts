import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { stripVTControlCharacters } from 'node:util';
import type { CommandLine, StartOptions } from './command-line.js';

const PTY = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';
/** How long a test waits for words on the screen, in milliseconds. */
const PATIENCE_MS = 20_000;

/** Why there is no pseudo terminal on this machine; `undefined` where there is. */
export function whyNoTerminal(): string | undefined {
  return process.platform === 'win32' ? 'Windows has no pseudo terminals that Python opens' : undefined;
}

export interface TerminalOptions extends StartOptions {
  /** What is started with the words; the command line unless something else is named. */
  readonly program?: readonly string[] | undefined;
}

/** A command at a pseudo terminal, and somebody who types. */
export class Terminal {
  readonly #child: ChildProcessWithoutNullStreams;
  #shown = '';
  #read = 0;
  #wake: () => void = () => undefined;
  #ended = false;
  readonly code: Promise<number | null>;

  constructor(
    line: CommandLine,
    words: readonly string[],
    { env, cwd, program = line.program }: TerminalOptions = {},
    columns = 100,
  ) {
    const sized = ['sh', '-c', `stty cols ${columns} rows 24; exec "$@"`, 'sh'];
    this.#child = spawn('python3', ['-c', PTY, ...sized, ...program, ...words], {
      cwd: cwd ?? line.workplace,
      env: line.environment({ TERM: 'xterm', ...env }),
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#shown += text;
      this.#wake();
    });
    this.code = once(this.#child, 'close').then(([code]: unknown[]) => {
      this.#ended = true;
      this.#wake();
      return typeof code === 'number' ? code : null;
    });
  }

  /** All that was shown, with what steers the terminal. */
  get raw(): string {
    return this.#shown;
  }

  /** All that was shown, as text. */
  get shown(): string {
    return stripVTControlCharacters(this.#shown).replaceAll('\r', '');
  }

  /** Waits until `words` are shown, after what was waited for before. Rejects with what was shown instead. */
  async sees(words: string): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const at = this.shown.indexOf(words, this.#read);
      if (at !== -1) {
        this.#read = at + words.length;
        return;
      }
      if (this.#ended || Date.now() > deadline) {
        throw new Error(`“${words}” was not shown, but:\n${this.shown.slice(this.#read)}`);
      }
      const { promise, resolve } = Promise.withResolvers<undefined>();
      this.#wake = () => resolve(undefined);
      const timer = setTimeout(this.#wake, 200);
      await promise;
      clearTimeout(timer);
    }
  }

  /** Ends it, however it would have gone on. */
  end(): void {
    this.#child.kill();
  }

  /** Types keys; a line ends with `\r`. */
  types(keys: string): void {
    this.#child.stdin.write(keys);
  }
}
