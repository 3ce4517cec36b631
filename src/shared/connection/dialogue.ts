/** For which of the connections of a profile the dialogue is kept. */
export type DialogueOf = 'run' | 'comparison';

/** A line of the dialogue with a server, secrets masked. */
export interface DialogueLine {
  /** Counts up, across all lines of one dialogue. */
  readonly seq: number;
  /** Milliseconds since 1970 in UTC. */
  readonly ms: number;
  readonly text: string;
}

/** Part of the dialogue with a server. */
export interface DialoguePage {
  /** Names the connection that it is about; another one begins a new dialogue. `0` while there has been none. */
  readonly dialogue: number;
  /** When it began, milliseconds since 1970 in UTC. */
  readonly beganMs: number;
  readonly lines: readonly DialogueLine[];
}
