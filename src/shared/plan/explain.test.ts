import { describe, expect, it } from 'vitest';
import type { Entry } from '../entry/entry.js';
import { explain, explainBesideSizes } from './explain.js';
import type { Action, EntryClass, Observation, PlanItem } from './plan.js';

const FILE: Entry = { kind: 'file', size: 1 };
const FOLDER: Entry = { kind: 'folder' };

function seen(one: EntryClass, entry: Entry = FILE): Observation {
  return one === 'missing' || one === 'deleted' ? { class: one } : { class: one, entry };
}

function item(
  local: Observation,
  remote: Observation,
  action: Action,
  rest: Partial<PlanItem> = {},
): PlanItem {
  return { path: 'a', local, remote, action, ...rest };
}

const upload = { kind: 'copy', to: 'remote', replaces: false } as const;
const replaceRemote = { kind: 'copy', to: 'remote', replaces: true } as const;
const download = { kind: 'copy', to: 'local', replaces: false } as const;
const left = (reason: Extract<Action, { kind: 'leave' }>['reason']): Action => ({ kind: 'leave', reason });
const conflict = (kind: Extract<Action, { kind: 'conflict' }>['conflict']): Action => ({
  kind: 'conflict',
  conflict: kind,
});

describe('explain says why', () => {
  it.each<[string, PlanItem, string]>([
    [
      'an equal file',
      item(seen('unmodified'), seen('unmodified'), { kind: 'equal' }),
      'Neither side changed',
    ],
    ['an initial sync of equals', item(seen('existing'), seen('existing'), { kind: 'equal' }), 'same file'],
    [
      'a folder on both sides',
      item(seen('existing', FOLDER), seen('existing', FOLDER), { kind: 'equal' }),
      'Both sides have this folder',
    ],
    [
      'what both lost',
      item(seen('deleted'), seen('deleted'), { kind: 'forget' }),
      'only its record is removed',
    ],
    [
      'a new local file',
      item(seen('new'), seen('missing'), upload),
      'new on the local side, so it is uploaded',
    ],
    ['a new remote file', item(seen('missing'), seen('new'), download), 'so it is downloaded'],
    ['a lone file', item(seen('existing'), seen('missing'), upload), 'Only the local side has it'],
    ['a local edit', item(seen('modified'), seen('unmodified'), replaceRemote), 'changed on the local side'],
    [
      'a remote edit undone',
      item(seen('unmodified'), seen('modified'), replaceRemote),
      'mode restores the local side',
    ],
    ['a restored file', item(seen('unmodified'), seen('deleted'), upload), 'restored from the local side'],
    [
      'a new folder',
      item(seen('new', FOLDER), seen('missing'), { kind: 'create-folder', on: 'remote' }),
      'The folder is new on the local side',
    ],
    [
      'a deletion',
      item(seen('deleted'), seen('unmodified'), { kind: 'delete', on: 'remote' }),
      'It was deleted on the local side since the last sync and has not changed on the remote side',
    ],
    [
      'an extra file',
      item(seen('missing'), seen('new'), { kind: 'delete', on: 'remote' }),
      'the sync mode deletes such items',
    ],
    [
      'two edits',
      item(seen('modified'), seen('modified'), conflict('edited-on-both-sides')),
      'Both sides changed it',
    ],
    ['two new files', item(seen('new'), seen('new'), conflict('new-on-both-sides')), 'the two differ'],
    [
      'an edit against a deletion',
      item(seen('deleted'), seen('modified'), conflict('edited-and-deleted')),
      'deleted on the local side, but changed on the remote side',
    ],
    [
      'an edit below a deleted folder',
      item(seen('unmodified', FOLDER), seen('deleted'), conflict('edited-below-deleted-folder')),
      'The folder was deleted on the remote side',
    ],
    [
      'a folder against a file',
      item(seen('existing'), seen('existing', FOLDER), conflict('folder-against-file')),
      'a folder on the remote side, but a file on the local side',
    ],
    [
      'a file that became a folder',
      item(seen('modified', FOLDER), seen('unmodified'), { kind: 'create-folder', on: 'remote' }),
      'The file became a folder on the local side since the last sync, so the folder replaces the unchanged file',
    ],
    [
      'a folder that became a file',
      item(seen('unmodified', FOLDER), seen('modified'), { kind: 'copy', to: 'local', replaces: true }),
      'The folder became a file on the remote side since the last sync, so the file replaces the unchanged folder',
    ],
    [
      'a file that the mode lets win over a folder',
      item(seen('existing'), seen('existing', FOLDER), { kind: 'copy', to: 'remote', replaces: true }),
      'a file on the local side and a folder on the remote side, and the sync mode lets the file replace',
    ],
    [
      'an initial sync of two that differ',
      item(seen('existing'), seen('existing'), conflict('first-meeting')),
      'have never been in sync',
    ],
    [
      'a change that the mode ignores',
      item(seen('unmodified'), seen('modified'), left('mode')),
      'It changed on the remote side, and the sync mode',
    ],
    [
      'an extra that stays',
      item(seen('missing'), seen('existing'), left('mode')),
      'Only the remote side has it',
    ],
    [
      'what waiting for its folder',
      item(seen('new'), seen('missing'), left('waits-for-folder')),
      'A folder above it',
    ],
    [
      'a deleted folder of which something stays',
      item(seen('deleted'), seen('unmodified', FOLDER), left('content-stays')),
      'deleted on the local side, but something in it stays on the remote side',
    ],
    [
      'a symbolic link',
      item(seen('new', { kind: 'other', what: 'symbolic-link' }), seen('missing'), left('not-a-file')),
      'a symbolic link on the local side',
    ],
    [
      'what could not be read',
      item(seen('missing'), seen('existing'), left('unreadable')),
      'could not be read',
    ],
    ['an unsafe name', item(seen('new'), seen('missing'), left('unsafe-name')), 'name can’t be used safely'],
  ])('for %s', (_case, planItem, expected) => {
    expect(explain(planItem)).toContain(expected);
  });

  it('from what the baseline and both sides say', () => {
    const file = (size: number): Entry => ({ kind: 'file', size });
    const baseline = {
      kind: 'file',
      sides: { local: { kind: 'file', size: 3 }, remote: { kind: 'file', size: 3 } },
    } as const;
    const edited = item(
      seen('modified', file(40)),
      seen('modified', file(5000)),
      conflict('edited-on-both-sides'),
    );
    expect(explain({ ...edited, baseline })).toContain(
      'It was 3 B at the last sync; now it is 40 B on the local side and 5.0 kB on the remote side.',
    );
    const lost = item(seen('deleted'), seen('modified', file(40)), conflict('edited-and-deleted'));
    expect(explain({ ...lost, baseline })).toContain(
      'It was 3 B at the last sync; now it is 40 B on the remote side.',
    );
    const unsynced = item(seen('existing', file(1)), seen('existing', file(2)), conflict('first-meeting'));
    expect(explain(unsynced)).toContain('It is 1 B on the local side and 2 B on the remote side.');
    expect(explainBesideSizes(unsynced)).toBe(
      'The two differ and have never been in sync, so only you can decide which to keep.',
    );
  });

  it('of a name that is spelled otherwise on the other side', () => {
    const move = { kind: 'move', on: 'remote', from: 'A' } as const;
    expect(explain(item(seen('existing'), seen('missing'), move))).toBe(
      'It is spelled like this on the local side, so “A” is renamed on the remote side too, without a transfer.',
    );
    const moved = { kind: 'moved', on: 'remote', to: 'A' } as const;
    expect(explain(item(seen('missing'), seen('existing'), moved))).toBe(
      'It is spelled “A” on the local side, so it is renamed on the remote side too.',
    );
  });

  it('of an initial sync that the profile or nobody settles', () => {
    const both = [seen('existing'), seen('existing')] as const;
    expect(explain(item(...both, replaceRemote))).toContain(
      'have never been in sync; your settings let the local side’s version replace',
    );
    expect(explain(item(...both, left('mode')))).toContain('a side that the sync mode never copies from');
    expect(explain(item(seen('modified'), seen('modified'), replaceRemote))).toContain(
      'Both sides changed it',
    );
  });

  it.each<[string, PlanItem, string]>([
    [
      'changed',
      item(seen('deleted'), seen('modified'), conflict('edited-below-deleted-folder')),
      'It changed on',
    ],
    ['new', item(seen('missing'), seen('new'), conflict('edited-below-deleted-folder')), 'It was added on'],
    [
      'never in sync',
      item(seen('missing'), seen('existing'), conflict('edited-below-deleted-folder')),
      'was never on the local side',
    ],
  ])('what is %s in a folder that was deleted', (_what, planItem, expected) => {
    expect(explain(planItem)).toMatch(/its folder was deleted on the local side/i);
    expect(explain(planItem)).toContain(expected);
  });

  it('gives the reason that the problem names, where there is one', () => {
    const problem = {
      kind: 'permission-denied',
      what: 'The folder “a” could not be read.',
      advice: 'x',
    } as const;
    expect(explain(item(seen('missing'), seen('existing'), left('unreadable'), { problem }))).toBe(
      problem.what,
    );
  });

  it('names the user’s choice once a conflict is settled', () => {
    const both = [seen('modified'), seen('modified')] as const;
    expect(
      explain(item(...both, replaceRemote, { conflict: 'edited-on-both-sides', settled: 'local' })),
    ).toBe('You chose the local side: its version replaces the one on the remote side.');
    expect(
      explain(item(...both, left('skipped'), { conflict: 'edited-on-both-sides', settled: 'skip' })),
    ).toContain('You chose to skip it');
  });
});
