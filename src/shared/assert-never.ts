/** Marks a branch that the types rule out; a value that arrives here all the same is a programming error. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
