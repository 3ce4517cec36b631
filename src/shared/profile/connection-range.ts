/** How many connections to a server there are at first, at most, and how many there may be once more of them have turned out to be faster. */
export interface ConnectionRange {
  readonly start: number;
  readonly most: number;
}

const AUTOMATIC: ConnectionRange = { start: 6, most: 16 };

/** What a profile's number of connections means: as many, or, where it is `null`, as many as help. */
export function connectionRange(connections: number | null): ConnectionRange {
  return connections === null ? AUTOMATIC : { start: connections, most: connections };
}
