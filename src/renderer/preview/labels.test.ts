import { describe, expect, it } from 'vitest';
import type { Action } from '../../shared/plan/plan.js';
import { actionLabel, rowName } from './labels.js';

describe('the name of a row', () => {
  it.each<[Action, string]>([
    [{ kind: 'copy', to: 'remote', replaces: false }, 'upload'],
    [{ kind: 'copy', to: 'local', replaces: true }, 'download, replacing the local file'],
    [{ kind: 'create-folder', on: 'remote' }, 'create folder on the remote side'],
    [{ kind: 'delete', on: 'local' }, 'delete on the local side'],
    [{ kind: 'conflict', conflict: 'edited-on-both-sides' }, 'conflict: changed on both sides'],
    [{ kind: 'leave', reason: 'mode' }, 'skipped: by the mode'],
    [{ kind: 'leave', reason: 'filtered' }, 'excluded by a filter'],
    [{ kind: 'equal' }, 'equal'],
    [{ kind: 'forget' }, 'gone on both sides'],
  ])('says what happens: %o', (action, words) => {
    expect(rowName('docs/read me.txt', action)).toBe(`docs/read me.txt – ${words}`);
  });
});

it('says of a folder that a filter leaves out that what is in it is left out as well', () => {
  const action = { kind: 'leave', reason: 'filtered' } as const;
  expect(actionLabel(action, true)).toEqual({ text: 'Excluded', note: 'with everything in it' });
  expect(actionLabel(action)).toEqual({ text: 'Excluded', note: undefined });
});
