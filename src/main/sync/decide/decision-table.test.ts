import { describe, expect, it } from 'vitest';
import type { Entry, FileEntry } from '../../../shared/entry/entry.js';
import type { Action, EntryClass, Observation } from '../../../shared/plan/plan.js';
import type { Mode } from '../../../shared/profile/profile.js';
import { decide, settle, type Pair } from './decide.js';
import { DEFAULT_POLICY, type Policy } from '../base/policy.js';
import { resolvedBy } from './automatic-resolution.js';

/**
 * The rules as a page to read: local class down, remote class across, for files that differ. `→` copies to the
 * remote side, `←` to the local one, `x→` and `←x` delete there, `=` is in sync, `0` forgets, `!` is a conflict,
 * `.` leaves as it is.
 */
const CLASSES: readonly EntryClass[] = ['missing', 'new', 'unmodified', 'modified', 'deleted', 'existing'];

const TABLES: Readonly<
  Record<string, { readonly policy: Partial<Policy>; readonly rows: readonly string[] }>
> = {
  'two-way': {
    policy: { mode: 'two-way' },
    rows: [
      // missing new unmodified modified deleted existing
      '=  ←  ←  ←  0  ←', // missing
      '→  !  !  !  !  !', // new
      '→  !  =  ←  ←x !', // unmodified
      '→  !  →  !  !  !', // modified
      '0  !  x→ !  0  !', // deleted
      '→  !  !  !  !  !', // existing
    ],
  },
  upload: {
    policy: { mode: 'upload' },
    rows: [
      '=  .  .  .  0  .',
      '→  !  !  !  !  !',
      '→  !  =  .  .  !',
      '→  !  →  !  !  !',
      '0  .  .  .  0  .',
      '→  !  !  !  !  !',
    ],
  },
  'upload, deleting': {
    policy: { mode: 'upload', deleteExtra: true },
    rows: [
      '=  x→ x→ x→ 0  x→',
      '→  !  !  !  !  !',
      '→  !  =  .  .  !',
      '→  !  →  !  !  !',
      '0  !  x→ !  0  !',
      '→  !  !  !  !  !',
    ],
  },
  'upload, force': {
    policy: { mode: 'upload', force: true },
    rows: [
      '=  .  .  .  0  .',
      '→  →  →  →  →  →',
      '→  →  =  →  →  →',
      '→  →  →  →  →  →',
      '0  .  .  .  0  .',
      '→  →  →  →  →  →',
    ],
  },
  'upload, force, deleting': {
    policy: { mode: 'upload', force: true, deleteExtra: true },
    rows: [
      '=  x→ x→ x→ 0  x→',
      '→  →  →  →  →  →',
      '→  →  =  →  →  →',
      '→  →  →  →  →  →',
      '0  x→ x→ x→ 0  x→',
      '→  →  →  →  →  →',
    ],
  },
  'two-way, for the local side': {
    policy: { mode: 'two-way', resolve: 'local' },
    rows: [
      '=  ←  ←  ←  0  ←',
      '→  →  →  →  →  →',
      '→  →  =  ←  ←x →',
      '→  →  →  →  →  →',
      '0  x→ x→ x→ 0  x→',
      '→  →  →  →  →  →',
    ],
  },
  'two-way, for the remote side': {
    policy: { mode: 'two-way', resolve: 'remote' },
    rows: [
      '=  ←  ←  ←  0  ←',
      '→  ←  ←  ←  ←x ←',
      '→  ←  =  ←  ←x ←',
      '→  ←  →  ←  ←x ←',
      '0  ←  x→ ←  0  ←',
      '→  ←  ←  ←  ←x ←',
    ],
  },
  'two-way, for the newer file (the local one)': {
    policy: { mode: 'two-way', resolve: 'newer' },
    rows: [
      '=  ←  ←  ←  0  ←',
      '→  →  →  →  !  →',
      '→  →  =  ←  ←x →',
      '→  →  →  →  !  →',
      '0  !  x→ !  0  !',
      '→  →  →  →  !  →',
    ],
  },
  'two-way, for the older file (the remote one)': {
    policy: { mode: 'two-way', resolve: 'older' },
    rows: [
      '=  ←  ←  ←  0  ←',
      '→  ←  ←  ←  !  ←',
      '→  ←  =  ←  ←x ←',
      '→  ←  →  ←  !  ←',
      '0  !  x→ !  0  !',
      '→  ←  ←  ←  !  ←',
    ],
  },
  'two-way, skipping conflicts': {
    policy: { mode: 'two-way', resolve: 'skip' },
    rows: [
      '=  ←  ←  ←  0  ←',
      '→  .  .  .  .  .',
      '→  .  =  ←  ←x .',
      '→  .  →  .  .  .',
      '0  .  x→ .  0  .',
      '→  .  .  .  .  .',
    ],
  },
  'upload, for the local side': {
    policy: { mode: 'upload', resolve: 'local' },
    rows: [
      '=  .  .  .  0  .',
      '→  →  →  →  →  →',
      '→  →  =  .  .  →',
      '→  →  →  →  →  →',
      '0  .  .  .  0  .',
      '→  →  →  →  →  →',
    ],
  },
  'upload, for the remote side, which it never lets win': {
    policy: { mode: 'upload', resolve: 'remote' },
    rows: [
      '=  .  .  .  0  .',
      '→  !  !  !  !  !',
      '→  !  =  .  .  !',
      '→  !  →  !  !  !',
      '0  .  .  .  0  .',
      '→  !  !  !  !  !',
    ],
  },
  'download, force': {
    policy: { mode: 'download', force: true },
    rows: [
      '=  ←  ←  ←  0  ←',
      '.  ←  ←  ←  .  ←',
      '.  ←  =  ←  .  ←',
      '.  ←  ←  ←  .  ←',
      '0  ←  ←  ←  0  ←',
      '.  ←  ←  ←  .  ←',
    ],
  },
  'download, force, deleting': {
    policy: { mode: 'download', force: true, deleteExtra: true },
    rows: [
      '=  ←  ←  ←  0  ←',
      '←x ←  ←  ←  ←x ←',
      '←x ←  =  ←  ←x ←',
      '←x ←  ←  ←  ←x ←',
      '0  ←  ←  ←  0  ←',
      '←x ←  ←  ←  ←x ←',
    ],
  },
  download: {
    policy: { mode: 'download' },
    rows: [
      '=  ←  ←  ←  0  ←',
      '.  !  !  !  .  !',
      '.  !  =  ←  .  !',
      '.  !  .  !  .  !',
      '0  !  .  !  0  !',
      '.  !  !  !  .  !',
    ],
  },
  'download, deleting': {
    policy: { mode: 'download', deleteExtra: true },
    rows: [
      '=  ←  ←  ←  0  ←',
      '←x !  !  !  !  !',
      '←x !  =  ←  ←x !',
      '←x !  .  !  !  !',
      '0  !  .  !  0  !',
      '←x !  !  !  !  !',
    ],
  },
};

const NEWER: FileEntry = { kind: 'file', size: 2, modified: { ms: 9_000_000, precisionMs: 1 } };
const OLDER: FileEntry = { kind: 'file', size: 1, modified: { ms: 1_000_000, precisionMs: 1 } };

function observation(entryClass: EntryClass, entry: Entry): Observation {
  return {
    class: entryClass,
    entry: entryClass === 'missing' || entryClass === 'deleted' ? undefined : entry,
  };
}

function symbol(action: Action): string {
  switch (action.kind) {
    case 'equal':
      return '=';
    case 'forget':
      return '0';
    case 'copy':
      return action.to === 'remote' ? '→' : '←';
    case 'create-folder':
      return 'folder';
    case 'delete':
      return action.on === 'remote' ? 'x→' : '←x';
    case 'keep-both':
      return '+';
    case 'merge':
      return '<>';
    case 'conflict':
      return '!';
    case 'leave':
      return '.';
    case 'move':
    case 'moved':
      return 'move';
  }
}

describe.each(Object.entries(TABLES))('the rules for %s', (_name, { policy, rows }) => {
  const cells = CLASSES.flatMap((local, row) =>
    CLASSES.map((remote, column) => ({
      local,
      remote,
      expected: rows[row]?.split(/\s+/)[column] ?? 'no such cell',
    })),
  );
  it.each(cells)('local $local, remote $remote: $expected', ({ local, remote, expected }) => {
    const pair = { local: observation(local, NEWER), remote: observation(remote, OLDER) };
    expect(symbol(outcome(pair, { ...DEFAULT_POLICY, ...policy }))).toBe(expected);
  });
});

describe('every cell of every table', () => {
  const cells = Object.values(TABLES).flatMap(({ policy, rows }) =>
    rows.flatMap((row) => row.split(/\s+/).map((cell) => ({ mode: policy.mode, cell }))),
  );

  it('is there', () => {
    expect(cells).toHaveLength(Object.keys(TABLES).length * CLASSES.length * CLASSES.length);
  });

  it('leaves the side alone that the mode protects', () => {
    const touching = { upload: ['←', '←x'], download: ['→', 'x→'], 'two-way': [] as readonly string[] };
    expect(cells.filter(({ mode, cell }) => mode !== undefined && touching[mode].includes(cell))).toEqual([]);
  });
});

/** What the rules come to once the profile has settled what it settles. */
function outcome(pair: Pair, policy: Policy): Action {
  const action = decide(pair, policy, undefined);
  const resolved = action.kind === 'conflict' ? resolvedBy(pair, action.conflict, policy) : undefined;
  if (resolved === undefined || resolved === 'merge') return action;
  if (resolved === 'keep-both') return { kind: 'keep-both', renames: 'remote', as: 'other' };
  return resolved === 'skip' ? { kind: 'leave', reason: 'skipped' } : settle(pair, resolved);
}

describe('two files that are both there', () => {
  const both = (entryClass: EntryClass, local: FileEntry, remote: FileEntry) => ({
    local: observation(entryClass, local),
    remote: observation(entryClass, remote),
  });

  it.each(['new', 'modified', 'existing'] as const)(
    'are in sync when alike, though both are %s',
    (entryClass) => {
      const moved: FileEntry = { ...NEWER, modified: { ms: 9_001_900, precisionMs: 1 } };
      expect(decide(both(entryClass, NEWER, moved), DEFAULT_POLICY, undefined)).toEqual({ kind: 'equal' });
    },
  );

  it.each([
    ['ask', '!', '!'],
    ['newer', '→', '←'],
    ['local', '→', '→'],
    ['remote', '←', '←'],
  ] as const)('are settled at a first sync by the policy %s', (firstSync, localNewer, remoteNewer) => {
    const policy: Policy = { ...DEFAULT_POLICY, firstSync };
    expect(symbol(decide(both('existing', NEWER, OLDER), policy, undefined))).toBe(localNewer);
    expect(symbol(decide(both('existing', OLDER, NEWER), policy, undefined))).toBe(remoteNewer);
  });

  it('stay a conflict where the newer one wins but both are of one time', () => {
    const policy: Policy = { ...DEFAULT_POLICY, firstSync: 'newer' };
    const bigger: FileEntry = { ...NEWER, size: 3 };
    expect(decide(both('existing', NEWER, bigger), policy, undefined)).toEqual({
      kind: 'conflict',
      conflict: 'first-meeting',
    });
  });
});

describe('what is neither file nor folder', () => {
  it.each<Mode>(['two-way', 'upload', 'download'])('is left alone in %s mode', (mode) => {
    const link: Observation = { class: 'new', entry: { kind: 'other', what: 'symbolic-link' } };
    const action = decide(
      { local: link, remote: { class: 'missing' } },
      { ...DEFAULT_POLICY, mode },
      undefined,
    );
    expect(action).toEqual({ kind: 'leave', reason: 'not-a-file' });
  });
});
