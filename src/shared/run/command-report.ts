import { assertNever } from '../assert-never.js';

/** How a command ended that ran before or after a run. */
export type CommandEnd =
  | { readonly kind: 'exited'; readonly code: number }
  /** Something else ended it, by this signal. */
  | { readonly kind: 'killed'; readonly by: string }
  | { readonly kind: 'timed-out' }
  /** Somebody stopped the run. */
  | { readonly kind: 'stopped' }
  /** There is no such program, for example; `why` is the system's own word for it. */
  | { readonly kind: 'not-started'; readonly why: string };

/** What came of a command that ran before or after a run. No secret that belongs to the run is in any of it. */
export interface CommandReport {
  readonly when: 'before' | 'after';
  /** As it stands in the profile. */
  readonly command: string;
  readonly end: CommandEnd;
  /** The end of what it printed. */
  readonly output: string;
  /** Milliseconds. */
  readonly tookMs: number;
}

/** Whether a command ended as one that did what it was to do. */
export function wentWell({ end }: Pick<CommandReport, 'end'>): boolean {
  return end.kind === 'exited' && end.code === 0;
}

/** How a command ended, as it stands behind its name: `ended with code 2`. */
export function endWords(end: CommandEnd): string {
  switch (end.kind) {
    case 'exited':
      return end.code === 0 ? 'ended well' : `ended with code ${end.code}`;
    case 'killed':
      return `was ended by ${end.by === '' ? 'the system' : end.by}`;
    case 'timed-out':
      return 'took too long and was ended';
    case 'stopped':
      return 'was stopped';
    case 'not-started':
      return end.why === 'ENOENT' ? 'was not found' : `couldn’t be started (${end.why})`;
    default:
      return assertNever(end);
  }
}
