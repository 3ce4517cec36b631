/** What was typed cannot be meant. `message` says what is wrong, `hint` what to type instead; both are whole sentences. */
export class UsageError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = 'UsageError';
    this.hint = hint;
  }
}
