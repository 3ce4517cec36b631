/** How far a run had come at a moment. */
export interface WorkSample {
  readonly ms: number;
  readonly bytesDone: number;
  readonly bytesLeft: number;
  /** An item that is half transferred counts half. */
  readonly itemsDone: number;
  readonly itemsLeft: number;
}

/** What is known of how long a run will still take. */
export interface Estimate {
  readonly samples: readonly WorkSample[];
  /** Milliseconds left as of the moment `atMs`; absent as long as nobody can tell. */
  readonly left?: { readonly ms: number; readonly atMs: number } | undefined;
}

export const NO_ESTIMATE: Estimate = { samples: [] };

/** How far back speed is measured: long enough that one large or one small file does not throw the estimate about. */
const WINDOW_MS = 30_000;
const STEP_MS = 1_000;
/** How long a run is watched before anything is said of its end. */
const ENOUGH_MS = 5_000;
/** In about this time the estimate follows a lasting change of speed. */
const SMOOTH_MS = 8_000;

/** The estimate after one more sample. Samples that come within a second of the last are passed over. */
export function measure(estimate: Estimate, sample: WorkSample): Estimate {
  const { samples, left } = estimate;
  const last = samples.at(-1);
  if (last !== undefined && sample.ms - last.ms < STEP_MS) return estimate;
  const from = samples.findLastIndex(({ ms }) => sample.ms - ms >= WINDOW_MS);
  const kept = [...samples.slice(Math.max(0, from)), sample];
  const measured = leftBy(kept);
  if (measured === undefined) return { samples: kept };
  return { samples: kept, left: { ms: smoothed(left, measured, sample.ms), atMs: sample.ms } };
}

/** Milliseconds left at a moment; `undefined` as long as nobody can tell. */
export function timeLeft({ left }: Estimate, nowMs: number): number | undefined {
  return left === undefined ? undefined : Math.max(0, left.ms - Math.max(0, nowMs - left.atMs));
}

/**
 * A small file takes its time whatever its size: the round trips for an item are worth as much as so many bytes. Large files go by their
 * bytes, small ones by their number, and what is in between by both.
 */
const BYTES_AN_ITEM = 50_000;

function leftBy(samples: readonly WorkSample[]): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.ms - first.ms < ENOUGH_MS) return undefined;
  const done = work(last.bytesDone, last.itemsDone) - work(first.bytesDone, first.itemsDone);
  // While nothing moves, it may never end.
  return done <= 0 ? undefined : (work(last.bytesLeft, last.itemsLeft) * (last.ms - first.ms)) / done;
}

function work(bytes: number, items: number): number {
  return bytes + items * BYTES_AN_ITEM;
}

function smoothed(before: Estimate['left'], measured: number, nowMs: number): number {
  if (before === undefined) return measured;
  const elapsed = nowMs - before.atMs;
  const expected = Math.max(0, before.ms - elapsed);
  return expected + (measured - expected) * (1 - Math.exp(-elapsed / SMOOTH_MS));
}
