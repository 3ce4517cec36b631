import type { Drives } from './places/drive-labels.js';

/** What schedules depend on of the computer that they run on. */
export interface Computer {
  /** Milliseconds since 1970 in UTC. */
  readonly now: () => number;
  /** Calls back after so many milliseconds; the function returned prevents that. */
  readonly later: (ms: number, call: () => void) => () => void;
  readonly isOnline: () => boolean;
  readonly isOnBattery: () => boolean;
  /** Whether the connection is metered, where the system tells. Never rejects. */
  readonly isMetered: () => Promise<boolean | undefined>;
  readonly drives: Drives;
  /** Calls back when it has woken up, or is on mains power again; the function returned ends that. */
  readonly follow: (resumed: () => void, powered: () => void) => () => void;
}
