import type { Asker } from './conflict-prompt/asker.js';

/** Somewhere that text goes to. */
export interface Output {
  write(text: string): void;
  /** Whether it is a terminal, which shows text at once. */
  readonly isTerminal: boolean;
  /** How many columns it has now; `undefined` if lines may be as long as they like. */
  readonly columns: number | undefined;
}

/** What a command gets from the system that it was started in. */
export interface CliContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The runtime and the script that it was started with, and what followed. */
  readonly program: readonly string[];
  readonly words: readonly string[];
  /** The folder in which it was started. */
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly homeFolder: string;
  readonly out: Output;
  readonly err: Output;
  /** Asks at the terminal; absent without one, and then nothing is ever asked. */
  readonly asker: Asker | undefined;
  /** Aborted when the user wants it to stop. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 in UTC. */
  readonly now: () => number;
}
