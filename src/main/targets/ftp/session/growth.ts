import type { ConnectionRange } from '../../../../shared/profile/connection-range.js';

/** Bytes that weigh as much as the round trips of a job. */
const BYTES_OF_JOB = 256 * 1024;

/** The least time over which a number of connections is measured, in milliseconds. */
const LEAST_MS = 1_000;

/** The least work over which it is measured, for each connection: jobs that end together would make more of a short while than it is. */
const LEAST_WORK_EACH = 10;

/** A while without any work is a pause, or a connection that has stalled, and says nothing of the number of connections. */
const STANDSTILL_MS = 3_000;

/** By how much the number of connections is raised at once. */
const STEP = 1.5;

/** Connections that are worth their while bring this share of what they would bring if each of them did as much as those before. */
const WORTH = 0.3;

/** What is less than this is chance. */
const LEAST_GAIN = 1.05;

/**
 * How long nothing is tried after something that did not help, which chance may have decided; after every further time twice as long.
 */
const REST_MS = 15_000;

/** What the connections have done up to a moment, and what there is to do. */
export interface Reading {
  readonly atMs: number;
  /** As `workOf` says, since the first connection. */
  readonly work: number;
  /** Connections that are open. */
  readonly connections: number;
  /** Jobs that are under way, or wait for their place. */
  readonly demand: number;
}

/** What is known of how many connections are worth having. */
export interface Growth {
  /** How many there may be now. */
  readonly limit: number;
  /** What `limit` is never raised beyond. */
  readonly most: number;
  /** What there was before `limit`, and the work that it did in a millisecond, while `limit` is being tried. */
  readonly before?: { readonly limit: number; readonly rate: number } | undefined;
  /** What `limit` is measured from: the first look that saw work pass, and the last one; absent where it is not being measured. */
  readonly since?: { readonly begun?: Reading; readonly moved: Reading } | undefined;
  /** Nothing is tried until then. */
  readonly restUntilMs: number;
  /** How many tries have not helped. */
  readonly failures: number;
}

/** How much work jobs and the bytes that they transferred are. */
export function workOf(jobs: number, bytes: number): number {
  return jobs + bytes / BYTES_OF_JOB;
}

/** Before anything is known. `refused` is the number beyond which the server let no further connection in earlier. */
export function beginGrowth({ start, most }: ConnectionRange, refused = most): Growth {
  return {
    limit: start,
    most: Math.max(start, Math.min(most, refused)),
    restUntilMs: -Infinity,
    failures: 0,
  };
}

/** What is known once the server has refused one more than `limit` connections: as many are never asked for again. */
export function refusedAt(growth: Growth, limit: number): Growth {
  const most = Math.min(growth.most, limit);
  const before = growth.before !== undefined && growth.before.limit < most ? growth.before : undefined;
  return { ...growth, limit: Math.min(growth.limit, most), most, before, since: undefined };
}

/**
 * What is known after another look. A number of connections counts only as long as all of them are there and have something to do; it is
 * raised step by step while each step does clearly more, and goes back to where it did.
 */
export function grow(growth: Growth, reading: Reading): Growth {
  const { limit, most, before, restUntilMs } = growth;
  if (before === undefined && (limit >= most || reading.atMs < restUntilMs)) return growth;
  if (reading.connections < limit || reading.demand <= reading.connections) return unmeasured(growth);
  const { since } = growth;
  if (since === undefined) return { ...growth, since: { moved: reading } };
  if (reading.atMs - since.moved.atMs > STANDSTILL_MS) return unmeasured(growth);
  const moved = reading.work > since.moved.work ? reading : since.moved;
  if (since.begun === undefined) {
    return moved === reading ? { ...growth, since: { begun: reading, moved } } : growth;
  }
  const ms = reading.atMs - since.begun.atMs;
  const work = reading.work - since.begun.work;
  if (ms < LEAST_MS || work < limit * LEAST_WORK_EACH) return { ...growth, since: { ...since, moved } };
  const rate = work / ms;
  return before === undefined || isWorthwhile(before, { limit, rate })
    ? raised(growth, rate, reading.demand)
    : setBack(growth, before.limit, reading.atMs);
}

function unmeasured(growth: Growth): Growth {
  return growth.since === undefined ? growth : { ...growth, since: undefined };
}

interface Measured {
  readonly limit: number;
  readonly rate: number;
}

function isWorthwhile(before: Measured, now: Measured): boolean {
  const wanted = 1 + WORTH * (now.limit / before.limit - 1);
  return now.rate >= before.rate * Math.max(LEAST_GAIN, wanted);
}

/** More connections than there is to do would have no work. */
function raised(growth: Growth, rate: number, demand: number): Growth {
  const { limit, most } = growth;
  const next = Math.min(most, demand, Math.ceil(limit * STEP));
  const known = { ...growth, since: undefined, before: undefined };
  return next > limit ? { ...known, limit: next, before: { limit, rate } } : known;
}

function setBack(growth: Growth, limit: number, atMs: number): Growth {
  const failures = growth.failures + 1;
  const restUntilMs = atMs + REST_MS * 2 ** (failures - 1);
  return { ...growth, limit, before: undefined, since: undefined, restUntilMs, failures };
}
