import { describe, expect, it } from 'vitest';
import type { Action } from '../../shared/plan/plan.js';
import { bitOf, masksOf } from './categories.js';
import { actionLabel, rowName, undoItemLabel, undoLabel, undoneLabel, type ActionLabel } from './labels.js';

describe('the name of a row', () => {
  it.each<[Action, string]>([
    [{ kind: 'copy', to: 'remote', replaces: false }, 'upload'],
    [{ kind: 'copy', to: 'local', replaces: true }, 'download, replacing the local file'],
    [{ kind: 'create-folder', on: 'remote' }, 'create folder on the remote side'],
    [{ kind: 'delete', on: 'local' }, 'delete on the local side'],
    [{ kind: 'merge', size: 5 }, 'merge both versions'],
    [{ kind: 'conflict', conflict: 'edited-on-both-sides' }, 'conflict: changed on both sides'],
    [{ kind: 'leave', reason: 'mode' }, 'skipped: by the sync mode'],
    [{ kind: 'leave', reason: 'filtered' }, 'excluded by a filter'],
    [{ kind: 'equal' }, 'equal'],
    [{ kind: 'forget' }, 'gone on both sides'],
  ])('says what happens: %o', (action, words) => {
    expect(rowName('docs/read me.txt', { action })).toBe(`docs/read me.txt – ${words}`);
  });
});

describe('an undo', () => {
  it.each<[Action, string, ActionLabel]>([
    [
      { kind: 'copy', to: 'remote', replaces: true },
      'restore on the remote side, replacing the remote file',
      { text: 'Restore, remote', note: 'replaces' },
    ],
    [
      { kind: 'copy', to: 'local', replaces: false },
      'restore on the local side',
      { text: 'Restore, local', note: undefined },
    ],
    [
      { kind: 'create-folder', on: 'local' },
      'restore folder on the local side',
      { text: 'Restore folder, local' },
    ],
    [
      { kind: 'move', on: 'remote', from: 'b' },
      'move back on the remote side, from b',
      { text: 'Move back, remote', note: 'from b' },
    ],
    [{ kind: 'merge', size: 0 }, 'restore on both sides', { text: 'Restore, both sides' }],
    [{ kind: 'delete', on: 'remote' }, 'delete on the remote side', { text: 'Delete remote' }],
  ])('transfers nothing between the sides, and says so: %o', (action, words, label) => {
    expect(rowName('a', { action }, true)).toBe(`a – ${words}`);
    expect(undoLabel(action)).toEqual(label);
  });

  it('names every step under one path', () => {
    const action = { kind: 'move', on: 'remote', from: 'b' } as const;
    const item = { action, steps: [{ kind: 'delete', on: 'remote' }, action] } as const;
    expect(rowName('a', item, true)).toBe(
      'a – delete on the remote side, then move back on the remote side, from b',
    );
    expect(undoItemLabel(item)).toEqual({ text: 'Delete remote + Move back, remote', note: 'from b' });
  });

  it('is counted by every step', () => {
    const seen = { class: 'existing' } as const;
    const action = { kind: 'move', on: 'remote', from: 'b' } as const;
    const steps = [{ kind: 'delete', on: 'remote' }, action] as const;
    const mask = masksOf({ path: 'a', local: seen, remote: seen, action, steps });
    expect(mask).toBe(bitOf('move') | bitOf('delete'));
  });

  it('says of what it deleted that it was removed', () => {
    expect(undoneLabel({ kind: 'delete', on: 'remote' })).toBe('Removed, remote');
    expect(undoneLabel({ kind: 'copy', to: 'local', replaces: true })).toBe('Restore, local');
  });
});

it('says of a folder that a filter leaves out that what is in it is left out as well', () => {
  const action = { kind: 'leave', reason: 'filtered' } as const;
  expect(actionLabel(action, true)).toEqual({ text: 'Excluded', note: 'with everything in it' });
  expect(actionLabel(action)).toEqual({ text: 'Excluded', note: undefined });
});
