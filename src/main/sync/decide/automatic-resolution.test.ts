import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../../../shared/entry/entry.js';
import type { ConflictKind, Settlement } from '../../../shared/plan/plan.js';
import type { Mode } from '../../../shared/profile/profile.js';
import type { Resolve } from '../../../shared/profile/profile-options.js';
import type { Pair } from './decide.js';
import { DEFAULT_POLICY } from '../base/policy.js';
import { resolvedBy } from './automatic-resolution.js';

const HOUR_MS = 3_600_000;

function file(ms: number): FileEntry {
  return { kind: 'file', size: ms, modified: { ms, precisionMs: 1 } };
}

/** The remote file is the newer one. */
const BOTH: Pair = {
  local: { class: 'modified', entry: file(HOUR_MS) },
  remote: { class: 'modified', entry: file(2 * HOUR_MS) },
};
const SAME_TIME: Pair = { ...BOTH, remote: { class: 'modified', entry: { ...file(HOUR_MS), size: 1 } } };
const DELETED: Pair = { ...BOTH, remote: { class: 'deleted' } };
const CLASH: Pair = { ...BOTH, remote: { class: 'new', entry: { kind: 'folder' } } };

type Case = readonly [Mode, Resolve, Settlement | undefined];

function cases(conflict: ConflictKind, pair: Pair, rows: readonly Case[]): void {
  it.each(rows)('in %s mode, %s: %s', (mode, resolve, expected) => {
    expect(resolvedBy(pair, conflict, { ...DEFAULT_POLICY, mode, resolve })).toBe(expected);
  });
}

describe('a conflict is settled by the profile', () => {
  describe('of two files that were changed on both sides', () => {
    cases('edited-on-both-sides', BOTH, [
      ['two-way', 'ask', undefined],
      ['two-way', 'skip', 'skip'],
      ['two-way', 'local', 'local'],
      ['two-way', 'remote', 'remote'],
      ['two-way', 'newer', 'remote'],
      ['two-way', 'older', 'local'],
      ['upload', 'local', 'local'],
      ['upload', 'older', 'local'],
      ['upload', 'remote', undefined],
      ['upload', 'newer', undefined],
      ['download', 'remote', 'remote'],
      ['download', 'newer', 'remote'],
      ['download', 'local', undefined],
      ['download', 'skip', 'skip'],
    ]);
  });
  describe('of two files of the same time, never by their times', () => {
    cases('edited-on-both-sides', SAME_TIME, [
      ['two-way', 'newer', undefined],
      ['two-way', 'older', undefined],
      ['two-way', 'local', 'local'],
    ]);
  });
  describe('of an edit against a deletion, never by their times', () => {
    cases('edited-and-deleted', DELETED, [
      ['two-way', 'newer', undefined],
      ['two-way', 'older', undefined],
      ['two-way', 'remote', 'remote'],
      ['two-way', 'skip', 'skip'],
    ]);
  });
  describe('of a folder against a file, never by their times', () => {
    cases('folder-against-file', CLASH, [
      ['two-way', 'local', 'local'],
      ['two-way', 'remote', 'remote'],
      ['upload', 'local', 'local'],
      ['two-way', 'newer', undefined],
      ['two-way', 'older', undefined],
      ['two-way', 'skip', 'skip'],
    ]);
  });
});
