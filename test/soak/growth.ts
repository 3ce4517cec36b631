/** What the process and its files took at the end of a simulated day, after everything that is garbage was collected. */
export interface Sample {
  readonly day: number;
  readonly runs: number;
  readonly heapBytes: number;
  /** Memory of the whole process, its threads included. */
  readonly residentBytes: number;
  /** Open files, pipes and sockets. */
  readonly handles: number;
  readonly threads: number;
  readonly timers: number;
  readonly logBytes: number;
  readonly stateBytes: number;
}

type Figure = Exclude<keyof Sample, 'day' | 'runs'>;

/** How much more of each may be taken at the end than after the first days, as a share and beyond that: what a cache or a page of a file takes. */
const ALLOWED: Readonly<Record<Figure, { readonly share: number; readonly more: number }>> = {
  heapBytes: { share: 0.1, more: 2e6 },
  residentBytes: { share: 0.05, more: 16e6 },
  handles: { share: 0, more: 4 },
  threads: { share: 0, more: 2 },
  timers: { share: 0, more: 1 },
  logBytes: { share: 0.25, more: 200_000 },
  stateBytes: { share: 0.25, more: 500_000 },
};

const FIGURES: readonly Figure[] = [
  'heapBytes',
  'residentBytes',
  'handles',
  'threads',
  'timers',
  'logBytes',
  'stateBytes',
];

/** A figure that has grown from the middle of the first days to the middle of the last. */
export interface Growth {
  readonly figure: Figure;
  readonly before: number;
  readonly after: number;
}

/** What has grown by more than it may, between the `days` after the first `warmUp` and the last `days`. */
export function growthIn(samples: readonly Sample[], warmUp: number, days: number): readonly Growth[] {
  return FIGURES.flatMap((figure) => {
    const before = middle(samples.slice(warmUp, warmUp + days).map((sample) => sample[figure]));
    const after = middle(samples.slice(-days).map((sample) => sample[figure]));
    const { share, more } = ALLOWED[figure];
    return after > before * (1 + share) + more ? [{ figure, before, after }] : [];
  });
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
