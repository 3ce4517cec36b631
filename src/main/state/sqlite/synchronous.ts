/** A store as it is in the thread that has the database: what it resolves with elsewhere is there at once, and what it rejects with is thrown. */
export type Synchronous<Store> = {
  readonly [M in keyof Store]: Store[M] extends (...args: infer A) => Promise<infer R>
    ? (...args: A) => R
    : never;
};
