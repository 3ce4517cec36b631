/** Asks the user at the terminal. Every method rejects with `stopped` once the user wants to stop. */
export interface Asker {
  /** A line, without its end; `undefined` where there will be no more. */
  line(question: string): Promise<string | undefined>;
  /** A line that is not shown while it is typed. */
  secret(question: string): Promise<string>;
}
