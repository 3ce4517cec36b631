/** What is wrong, and what to do about it; both are whole sentences. */
export interface Message {
  readonly what: string;
  readonly advice: string;
}

/** A mistake on the command line or in a file that it uses. */
export class UsageError extends Error implements Message {
  override readonly name = 'UsageError';
  readonly what: string;
  readonly advice: string;

  constructor({ what, advice }: Message) {
    super(what);
    this.what = what;
    this.advice = advice;
  }
}
