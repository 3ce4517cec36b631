/** How often the page may fail within `WITHIN_MS` before somebody is asked: a page that fails again and again would begin for ever. */
const FAILS_AT_MOST = 3;
const WITHIN_MS = 60_000;

/** What is done when the page of the window has failed. */
export type AfterCrash = 'load-again' | 'ask';

/** Counts how often the page of the window has failed lately. */
export class PageCrashes {
  #times: readonly number[] = [];

  /** Takes note that it has failed at `nowMs`, milliseconds since any fixed time. */
  record(nowMs: number): AfterCrash {
    this.#times = [...this.#times.filter((ms) => nowMs - ms < WITHIN_MS), nowMs];
    if (this.#times.length < FAILS_AT_MOST) return 'load-again';
    this.#times = [];
    return 'ask';
  }
}
