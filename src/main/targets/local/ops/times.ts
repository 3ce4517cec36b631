import type { Timestamp } from '../../../../shared/entry/entry.js';

const NS_IN_MS = 1_000_000n;

/** The step in which systems tell times, where a disk has no coarser one: nanoseconds, in milliseconds. */
const NANOSECOND = 1e-6;

/** In milliseconds. */
const HALF_A_MICROSECOND = 0.0005;

/** How finely a disk keeps times. */
export interface TimeSteps {
  /** The step of its times in milliseconds, where that is coarser than the system tells them; absent where that is not known. */
  readonly stepMs?: number | undefined;
}

/** A time as the system gives it, in whole milliseconds and the nanoseconds beyond them: rounded down, before 1970 as well. */
export function splitTime(ns: bigint): { readonly ms: number; readonly ns: number } {
  const rest = ns % NS_IN_MS;
  const beyond = rest < 0n ? rest + NS_IN_MS : rest;
  return { ms: Number((ns - beyond) / NS_IN_MS), ns: Number(beyond) };
}

/** The same as a timestamp, to the precision of its disk. */
export function timestampOf(ms: number, ns: number, { stepMs }: TimeSteps): Timestamp {
  return stepMs === undefined || stepMs <= 1
    ? { ms, ns, precisionMs: NANOSECOND }
    : { ms, ns, precisionMs: stepMs };
}

/**
 * A time in milliseconds in a form in which it can be given to a file. Node takes a negative number, which is a time before 1970, for the
 * present, but not the same as a text; and of the fraction of a second, which binary numbers hold only nearly, it cuts off what is less than a microsecond.
 */
export function timeToSet(ms: number): string {
  return String((ms + (ms < 0 ? -HALF_A_MICROSECOND : HALF_A_MICROSECOND)) / 1000);
}
