import type { Asker } from './conflict-prompt/asker.js';

/** Somewhere that text goes to. */
export interface Output {
  write(text: string): void;
  /** Whether somebody looks at it while it is written. */
  readonly isTerminal: boolean;
  /** How many columns it has now; `undefined` where it has no edge. */
  readonly columns: number | undefined;
}

/** What a command needs of the world that it was started from. */
export interface CliContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder in which it was started. */
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly homeFolder: string;
  readonly out: Output;
  readonly err: Output;
  /** Asks whoever sits there; absent where nobody does, and then nobody is ever asked. */
  readonly asker: Asker | undefined;
  /** Aborted when the user wants it to stop. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 in UTC. */
  readonly now: () => number;
}
