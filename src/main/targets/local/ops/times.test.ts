import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { splitTime, timestampOf, timeToSet } from './times.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-unit-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each([
  [0, 0],
  [-1, -1],
  [1_700_000_000_123, 1_700_000_000_123],
  [-1500, -1500],
  // 1 January 1965, and a millisecond before.
  [-157_766_400_000, -157_766_400_000],
  [-157_766_400_001, -157_766_400_001],
  [4_102_444_800_123, 4_102_444_800_123],
])('a file gets the time %i as it is, before 1970 as well', async (ms, expected) => {
  const file = join(folder, 'file');
  const handle = await open(file, 'w');
  await handle.utimes(new Date(), timeToSet(ms));
  await handle.close();
  const { mtimeNs } = await stat(file, { bigint: true });
  expect(splitTime(mtimeNs)).toEqual({ ms: expected, ns: 0 });
});

describe('a time of the system', () => {
  it.each([
    [0n, { ms: 0, ns: 0 }],
    [1_700_000_000_123_456_789n, { ms: 1_700_000_000_123, ns: 456_789 }],
    [-1n, { ms: -1, ns: 999_999 }],
    [-1_000_000n, { ms: -1, ns: 0 }],
    [-1_000_001n, { ms: -2, ns: 999_999 }],
  ])('of %i ns is rounded down', (ns, expected) => {
    expect(splitTime(ns)).toEqual(expected);
  });

  it.each([
    [undefined, 1e-6],
    [1, 1e-6],
    [10, 10],
    [2000, 2000],
  ])('on a disk whose step is %s ms is told to %d ms', (stepMs, precisionMs) => {
    expect(timestampOf(5, 7, { stepMs })).toEqual({ ms: 5, ns: 7, precisionMs });
  });
});
