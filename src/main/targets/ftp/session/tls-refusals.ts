interface Place {
  readonly host: string;
  readonly port: number;
}

const refused = new Set<string>();

/**
 * Which servers have refused encryption since the program was started. Some announce AUTH TLS all the same: nobody is to be told then that they offer
 * what has just been refused.
 */
export const tlsRefusals = {
  record(place: Place): void {
    refused.add(nameOf(place));
  },
  forget(place: Place): void {
    refused.delete(nameOf(place));
  },
  has(place: Place): boolean {
    return refused.has(nameOf(place));
  },
} as const;

function nameOf({ host, port }: Place): string {
  return `${host.toLowerCase()} ${port}`;
}
