import type { Timestamp } from '../../../../shared/entry/entry.js';
import type { TimeSetter } from './discover.js';

const SECOND = 1000;
const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const ZONE_AT_MOST_MS = 14 * 60 * MINUTE;

/** How well one server keeps the times that files are given. What it says of that is not believed: what it reports afterwards counts. */
export class TimeKeeping {
  #setter: TimeSetter | undefined;
  #stepMs: number = SECOND;
  /** Whether it last told a time in another zone than it had been given. */
  #shifts = false;

  constructor(setter: TimeSetter | undefined) {
    this.#setter = setter;
  }

  /** How to set times, where that is of any use. */
  get setter(): TimeSetter | undefined {
    return this.#setter;
  }

  /** The step in which times can be set, in milliseconds; `undefined` where a file does not get the time that it is given. */
  get stepMs(): number | undefined {
    return this.#setter === undefined || this.#shifts ? undefined : this.#stepMs;
  }

  /** The server has refused to set a time. */
  refused(): void {
    this.#setter = undefined;
  }

  /** The server has confirmed that a file got the time `askedMs`, of whole seconds, and reports another one or the same. */
  confirmed(askedMs: number, reported: Timestamp | undefined): void {
    if (reported === undefined) return;
    const off = Math.abs(reported.ms - askedMs);
    const zone = Math.round(off / QUARTER) * QUARTER;
    this.#shifts = zone > 0 && zone <= ZONE_AT_MOST_MS && Math.abs(off - zone) < 2 * SECOND;
    if (this.#shifts || off < SECOND) return;
    // Disks of old count in steps of two seconds, and some servers in minutes.
    if (off <= Math.max(MINUTE, reported.precisionMs)) {
      this.#stepMs = Math.max(this.#stepMs, off <= 2 * SECOND ? 2 * SECOND : MINUTE, reported.precisionMs);
    } else {
      this.#setter = undefined;
    }
  }
}
