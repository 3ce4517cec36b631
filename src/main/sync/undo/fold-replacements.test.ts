import { describe, expect, it } from 'vitest';
import type { Change, ChangeKind } from '../../state/journal/change.js';
import { foldReplacements } from './fold-replacements.js';

const AFTER = { kind: 'file', size: 5 } as const;
const change = (seq: number, what: ChangeKind, rest: Partial<Change> = {}): Change => ({
  seq,
  runId: 'r',
  recordedMs: 0,
  path: 'a',
  side: 'remote',
  what,
  ...(what === 'created' && { after: AFTER }),
  ...rest,
});
const KEPT = { as: 'versions/a', size: 3 };

describe('a file that a run deleted and made anew', () => {
  it('counts as replaced, with what was kept of the first and what is there since the second', () => {
    const page = [
      change(3, 'created', { path: 'b' }),
      change(2, 'created'),
      change(1, 'deleted', { kept: KEPT }),
    ];
    expect(foldReplacements(page)).toEqual([page[0], change(1, 'replaced', { kept: KEPT, after: AFTER })]);
  });

  it.each<[string, readonly Change[]]>([
    ['on the other side', [change(2, 'created', { side: 'local' }), change(1, 'deleted')]],
    ['in the other order', [change(2, 'deleted'), change(1, 'created')]],
    ['cut off by a kill', [change(2, 'created', { after: undefined }), change(1, 'deleted')]],
    [
      'with something else under the name in between',
      [change(3, 'created'), change(2, 'moved', { path: 'b', from: 'a' }), change(1, 'deleted')],
    ],
  ])('does not, %s', (_where, page) => {
    expect(foldReplacements(page)).toEqual(page);
  });
});
