import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deletionWords } from '../../../shared/plan/deletion-finding.js';
import type { FileEntry } from '../../../shared/entry/entry.js';
import type { Action, PlanItem } from '../../../shared/plan/plan.js';
import { DeletionTally, findDeletions } from './deletion-limit.js';
import { DEFAULT_DELETION_LIMIT } from '../base/policy.js';

const FILE: FileEntry = { kind: 'file', size: 1 };
const RECORD = { kind: 'file', sides: { local: FILE, remote: FILE } } as const;
const GONE = { class: 'deleted' } as const;
const SAME = { class: 'unmodified', entry: FILE } as const;
const FOLDER = { class: 'modified', entry: { kind: 'folder' } } as const;

const deleteRemote: Action = { kind: 'delete', on: 'remote' };
const deleted = (path: string): PlanItem => ({
  path,
  local: GONE,
  remote: SAME,
  baseline: RECORD,
  action: deleteRemote,
});
const same = (path: string): PlanItem => ({
  path,
  local: SAME,
  remote: SAME,
  baseline: RECORD,
  action: { kind: 'equal' },
});
const fresh = (path: string): PlanItem => ({
  path,
  local: { class: 'new', entry: FILE },
  remote: { class: 'missing' },
  action: { kind: 'copy', to: 'remote', replaces: false },
});
const moved = (path: string): PlanItem => ({
  ...deleted(path),
  action: { kind: 'moved', on: 'remote', to: `${path}-moved` },
});
const many = (count: number, make: (path: string) => PlanItem, folder = ''): PlanItem[] =>
  Array.from({ length: count }, (_, n) => make(`${folder}${n}`));

describe('the deletion limit (S7)', () => {
  it('finds nothing where nothing is deleted, or little', () => {
    expect(findDeletions(many(20, same), DEFAULT_DELETION_LIMIT)).toBeUndefined();
    expect(
      findDeletions([...many(20, same), deleted('x'), deleted('y')], DEFAULT_DELETION_LIMIT),
    ).toBeUndefined();
  });

  it('finds a side gone of which no file on record is left, whatever new lies there', () => {
    expect(findDeletions([...many(8, deleted), fresh('README')], DEFAULT_DELETION_LIMIT)).toEqual({
      kind: 'side-gone',
      side: 'remote',
      files: 8,
      of: 8,
      onRecord: 8,
    });
  });

  it('finds a source without a single file that would empty the other side, on record or not', () => {
    const extra = (path: string): PlanItem => ({
      path,
      local: { class: 'missing' },
      remote: { class: 'existing', entry: FILE },
      action: { kind: 'delete', on: 'remote' },
    });
    const found = findDeletions(many(3, extra), DEFAULT_DELETION_LIMIT);
    expect(found).toEqual({ kind: 'side-gone', side: 'remote', files: 3, of: 3, onRecord: 0 });
    expect(found && deletionWords(found).what).toBe(
      'There are no files on the local side, so 3 files would be deleted on the remote side.',
    );
    expect(findDeletions(many(2, extra), DEFAULT_DELETION_LIMIT)).toBeUndefined();
    expect(findDeletions([...many(9, extra), fresh('a')], DEFAULT_DELETION_LIMIT)).toBeUndefined();
  });

  it('finds a side gone whose last files the other side has edited', () => {
    const edited: PlanItem = {
      ...deleted('e'),
      action: { kind: 'conflict', conflict: 'edited-and-deleted' },
    };
    expect(findDeletions([deleted('a'), edited], DEFAULT_DELETION_LIMIT)).toMatchObject({
      kind: 'side-gone',
      files: 1,
      of: 2,
    });
  });

  it('finds no side gone whose files have only been moved', () => {
    expect(findDeletions([...many(4, moved), deleted('x')], DEFAULT_DELETION_LIMIT)).toBeUndefined();
  });

  it('counts what is left out neither as lost nor as there', () => {
    const filtered: PlanItem = { ...same('.DS_Store'), action: { kind: 'leave', reason: 'filtered' } };
    expect(findDeletions([deleted('a'), filtered], DEFAULT_DELETION_LIMIT)).toMatchObject({
      kind: 'side-gone',
    });
  });

  it('finds a folder in the root gone that had three files on record, and not one that had two', () => {
    const rest = many(20, same);
    expect(findDeletions([...rest, ...many(3, deleted, 'photos/2026/')], DEFAULT_DELETION_LIMIT)).toEqual({
      kind: 'folder-gone',
      side: 'remote',
      folder: 'photos',
      files: 3,
      of: 3,
      onRecord: 3,
    });
    expect(findDeletions([...rest, ...many(2, deleted, 'photos/')], DEFAULT_DELETION_LIMIT)).toBeUndefined();
    expect(
      findDeletions([...rest, ...many(3, deleted, 'photos/'), same('photos/kept')], DEFAULT_DELETION_LIMIT),
    ).toBeUndefined();
  });

  it('finds a folder gone that got new files instead', () => {
    const items = [...many(20, same), ...many(3, deleted, 'photos/'), ...many(9, fresh, 'photos/new-')];
    expect(findDeletions(items, DEFAULT_DELETION_LIMIT)).toMatchObject({
      kind: 'folder-gone',
      folder: 'photos',
    });
  });

  it('names the folder of which most is deleted', () => {
    const items = [...many(40, same), ...many(3, deleted, 'a/'), ...many(5, deleted, 'b/')];
    expect(findDeletions(items, DEFAULT_DELETION_LIMIT)).toMatchObject({ folder: 'b', files: 5 });
  });

  it('tells a large share before a folder, with the number of all', () => {
    const items = [...many(20, same), ...many(8, deleted, 'a/'), ...many(8, deleted, 'b/')];
    expect(findDeletions(items, DEFAULT_DELETION_LIMIT)).toEqual({
      kind: 'share',
      side: 'remote',
      files: 16,
      of: 36,
    });
  });

  it('counts a file that gives way to a folder as deleted, and not as gone', () => {
    const item: PlanItem = {
      ...same('docs'),
      local: FOLDER,
      action: { kind: 'create-folder', on: 'remote' },
    };
    expect(findDeletions([item], { share: 0, files: 0 })).toEqual({
      kind: 'share',
      side: 'remote',
      files: 1,
      of: 1,
    });
    expect(findDeletions([item], DEFAULT_DELETION_LIMIT)).toBeUndefined();
  });

  it('says the same of a plan whose items came and changed as of one that was so from the start', () => {
    const items = fc.array(
      fc.tuple(
        fc.constantFrom('a', 'b', 'c', 'f/a', 'f/b', 'f/c', 'g/a'),
        fc.constantFrom(deleted, same, fresh, moved),
      ),
    );
    fc.assert(
      fc.property(items, (changes) => {
        const tally = new DeletionTally();
        const now = new Map<string, PlanItem>();
        for (const [path, make] of changes) {
          const before = now.get(path);
          if (before !== undefined) tally.remove(before);
          now.set(path, make(path));
          tally.add(make(path));
        }
        expect(tally.finding(DEFAULT_DELETION_LIMIT)).toEqual(
          findDeletions(now.values(), DEFAULT_DELETION_LIMIT),
        );
      }),
    );
  });

  it('is told with its side and its numbers', () => {
    expect(
      deletionWords({ kind: 'side-gone', side: 'remote', files: 20_249, of: 20_260, onRecord: 20_249 }).what,
    ).toBe(
      'All 20,249 files from the last sync are gone from the local side, so 20,249 files would be deleted on the remote side.',
    );
    expect(
      deletionWords({ kind: 'folder-gone', side: 'local', folder: 'photos', files: 3, of: 3, onRecord: 3 })
        .what,
    ).toBe(
      'All 3 files from the last sync in “photos” are gone from the remote side, so 3 files in it would be deleted on the local side.',
    );
    expect(deletionWords({ kind: 'share', side: 'local', files: 12, of: 40 }).what).toBe(
      '12 of 40 files would be deleted on the local side.',
    );
  });
});
