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
  // One that is older says where the window began.
  const from = samples.findLastIndex(({ ms }) => next.ms - ms >= WINDOW_MS);
  return [...samples.slice(Math.max(0, from)), next];
}

/**
 * Bytes a second over the seconds before `nowMs`, in which nothing may have come; `undefined` while there is too little to
 * tell.
 */
export function speedOf(samples: readonly Sample[], nowMs: number): number | undefined {
  const begin = samples.findLast(({ ms }) => nowMs - ms >= WINDOW_MS) ?? samples[0];
  const last = samples.at(-1);
  if (begin === undefined || last === undefined) return undefined;
  const fromMs = Math.max(begin.ms, nowMs - WINDOW_MS);
  if (nowMs - fromMs < 2 * STEP_MS) return undefined;
  return Math.max(0, ((last.bytes - bytesAt(fromMs, samples)) * 1000) / (nowMs - fromMs));
}

/** Bytes at a moment between two samples, as if they had come evenly. */
function bytesAt(ms: number, samples: readonly Sample[]): number {
  const after = samples.findIndex((sample) => sample.ms >= ms);
  const [one, two] = [samples[after - 1], samples[after]];
  if (one === undefined || two === undefined) return (two ?? samples.at(-1))?.bytes ?? 0;
  return one.bytes + ((two.bytes - one.bytes) * (ms - one.ms)) / (two.ms - one.ms);
}
