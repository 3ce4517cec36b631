/** How many bytes had been transferred at a moment. */
export interface Sample {
  readonly ms: number;
  readonly bytes: number;
}

const WINDOW_MS = 4000;
const STEP_MS = 250;

/** The samples with one more, no more often than every quarter of a second, and without those that are too old to tell. */
export function addSample(samples: readonly Sample[], next: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last !== undefined && next.ms - last.ms < STEP_MS) return samples;
  return [...samples.filter(({ ms }) => next.ms - ms <= WINDOW_MS), next];
}

/** Bytes a second over the last few seconds; `undefined` while there is too little to tell. */
export function speedOf(samples: readonly Sample[]): number | undefined {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.ms - first.ms < 2 * STEP_MS) return undefined;
  return Math.max(0, ((last.bytes - first.bytes) * 1000) / (last.ms - first.ms));
}
