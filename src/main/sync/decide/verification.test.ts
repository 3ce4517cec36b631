import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../shared/entry/entry.js';
import type { Action, PlanItem } from '../../../shared/plan/plan.js';
import { countVerifications, differencesIn, verificationOf } from './verification.js';

const FILE: Entry = { kind: 'file', size: 3, modified: { ms: 0, precisionMs: 1 } };
const LARGER: Entry = { ...FILE, size: 4 };
const FOLDER: Entry = { kind: 'folder' };

function item(
  local: Entry | undefined,
  remote: Entry | undefined,
  action: Action,
  more: Partial<PlanItem> = {},
): PlanItem {
  return {
    path: 'a',
    local: { class: local === undefined ? 'missing' : 'unmodified', entry: local },
    remote: { class: remote === undefined ? 'missing' : 'unmodified', entry: remote },
    action,
    ...more,
  };
}

const EQUAL: Action = { kind: 'equal' };
const PROBLEM = { kind: 'other', what: 'A filter.', advice: '' } as const;

describe('verifying', () => {
  it.each([
    ['same', item(FILE, FILE, EQUAL, { content: 'same' })],
    [
      'different',
      item(FILE, FILE, { kind: 'conflict', conflict: 'content-differs' }, { content: 'different' }),
    ],
    // One was edited, and is about to be copied: the sides differ as long as that has not been done.
    ['different', item(LARGER, FILE, { kind: 'copy', to: 'remote', replaces: true })],
    // S8: what was not read is not the same, whatever its size and time say.
    ['unread', item(FILE, FILE, EQUAL)],
    ['unread', item(FILE, FILE, { kind: 'leave', reason: 'unreadable' })],
    ['unread', item(FOLDER, FOLDER, { kind: 'leave', reason: 'unreadable' })],
    ['only-local', item(FILE, undefined, { kind: 'copy', to: 'remote', replaces: false })],
    ['only-local', item(FOLDER, undefined, { kind: 'create-folder', on: 'remote' })],
    ['only-remote', item(undefined, FILE, { kind: 'leave', reason: 'mode' })],
    ['different', item(FOLDER, FILE, { kind: 'conflict', conflict: 'folder-against-file' })],
    ['different', item({ kind: 'link', target: 'x' }, { kind: 'link', target: 'y' }, EQUAL)],
    ['left-out', item(FILE, FILE, { kind: 'leave', reason: 'filtered' }, { problem: PROBLEM })],
    ['left-out', item(undefined, FILE, { kind: 'delete', on: 'remote' }, { problem: PROBLEM })],
    [undefined, item(FOLDER, FOLDER, EQUAL)],
    [undefined, item(undefined, undefined, { kind: 'forget' })],
  ] as const)('calls it %s', (expected, of) => {
    expect(verificationOf(of)).toBe(expected);
  });

  it('counts what the sides differ in', () => {
    const counts = countVerifications([
      item(FILE, FILE, EQUAL, { content: 'same' }),
      item(FILE, undefined, { kind: 'copy', to: 'remote', replaces: false }),
      item(FILE, LARGER, { kind: 'conflict', conflict: 'first-meeting' }),
      item(FILE, FILE, { kind: 'leave', reason: 'unreadable' }),
    ]);
    expect(counts).toEqual({
      same: 1,
      different: 1,
      'only-local': 1,
      'only-remote': 0,
      unread: 1,
      'left-out': 0,
    });
    expect(differencesIn(counts)).toBe(2);
  });
});
