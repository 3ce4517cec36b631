/** How often it is asked again, in milliseconds: nobody tells. On Windows an answer takes a program that is slow to start. */
const ASK_EVERY_MS = 60_000;

export interface MeteredWatchParts {
  /** See `isMetered`. Never rejects. */
  readonly ask: () => Promise<boolean | undefined>;
  /** Calls back after so many milliseconds; the function returned prevents that. */
  readonly later: (ms: number, call: () => void) => () => void;
  /** The answer is another now. */
  readonly onChange: () => void;
}

/** Knows whether the connection is metered, and asks for as long as somebody wants to know. */
export class MeteredWatch {
  readonly #parts: MeteredWatchParts;
  #wanted = false;
  #asking = false;
  #cancel: (() => void) | undefined;
  /** `undefined` before the first answer. */
  #metered: boolean | undefined;

  constructor(parts: MeteredWatchParts) {
    this.#parts = parts;
  }

  /** Where the system does not tell, no connection is. Before its first answer, which takes seconds at most, every one is. */
  get metered(): boolean {
    return this.#wanted && (this.#metered ?? true);
  }

  /** Asks from now on, or no more. */
  want(wanted: boolean): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#metered = undefined;
    this.askNow();
  }

  /** Asks at once: the network has changed, or the computer has slept. */
  askNow(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#wanted && !this.#asking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    const metered = (await this.#parts.ask()) ?? false;
    this.#asking = false;
    if (!this.#wanted) return;
    const isNew = metered !== this.#metered;
    this.#metered = metered;
    this.#cancel = this.#parts.later(ASK_EVERY_MS, () => this.askNow());
    if (isNew) this.#parts.onChange();
  }
}
