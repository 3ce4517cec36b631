import { history, redo, undo } from '@codemirror/commands';
import { EditorState, type Transaction } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeLines, type MergeChunk } from '../../../shared/merge/merge-lines.js';
import {
  conflictsIn,
  decide,
  mergedText,
  mergeState,
  neighbour,
  openIn,
  textWithConflicts,
} from './merge-state.js';

/** A text that is being merged. */
class Merge {
  state: EditorState;

  constructor(chunks: readonly MergeChunk[]) {
    const { text, conflicts } = textWithConflicts(chunks);
    this.state = EditorState.create({ doc: text, extensions: [history(), mergeState(conflicts)] });
  }

  readonly dispatch = (transaction: Transaction): void => {
    this.state = transaction.state;
  };

  decide(id: number, decision: 'local' | 'remote' | 'both'): void {
    const spec = decide(this.state, id, decision);
    if (spec !== undefined) this.dispatch(this.state.update(spec));
  }

  type(at: number, insert: string, to = at): void {
    this.dispatch(this.state.update({ changes: { from: at, to, insert } }));
  }

  get text(): string {
    return this.state.doc.toString();
  }
}

const agreed = (...lines: readonly string[]): MergeChunk => ({ kind: 'agreed', lines });
const conflict = (local: readonly string[], remote: readonly string[]): MergeChunk => ({
  kind: 'conflict',
  local,
  remote,
});
const CHUNKS = [agreed('a'), conflict(['L1', 'L2'], ['R']), agreed('b'), conflict(['L'], []), agreed('c')];

describe('a text that is being merged', () => {
  it('gets the lines that were chosen, and is whole once nothing is open', () => {
    const merge = new Merge(CHUNKS);
    expect(openIn(merge.state)).toHaveLength(2);
    expect(mergedText(merge.state)).toBeUndefined();
    merge.decide(0, 'both');
    merge.decide(1, 'remote');
    expect(mergedText(merge.state)).toBe('a\nL1\nL2\nR\nb\nc');
    // A decision is made once.
    expect(decide(merge.state, 0, 'local')).toBeUndefined();
  });

  it('undoes and redoes decisions like anything typed', () => {
    const merge = new Merge(CHUNKS);
    const before = [merge.text, conflictsIn(merge.state)];
    merge.decide(1, 'remote');
    merge.type(0, 'typed ');
    merge.decide(0, 'local');
    const after = merge.text;
    for (let step = 0; step < 3; step += 1) undo(merge);
    expect([merge.text, conflictsIn(merge.state)]).toEqual(before);
    for (let step = 0; step < 3; step += 1) redo(merge);
    expect(merge.text).toBe(after);
    expect(mergedText(merge.state)).toBe('typed a\nL1\nL2\nb\nc');
  });

  it('lets nobody type into an open conflict, or delete it, and everything else be edited', () => {
    const merge = new Merge(CHUNKS);
    const [first] = openIn(merge.state);
    if (first === undefined) throw new Error('there is a conflict');
    const { text } = merge;
    for (const at of [first.from, first.to]) merge.type(at, 'x');
    merge.type(0, '', merge.text.length);
    merge.type(first.to, '', first.to + 1);
    expect(merge.text).toBe(text);
    merge.type(1, '!');
    merge.type(merge.text.length, '?');
    merge.decide(0, 'remote');
    merge.decide(1, 'local');
    expect(mergedText(merge.state)).toBe('a!\nR\nb\nL\nc?');
  });

  it('finds the next open conflict and the one before, around the ends', () => {
    const merge = new Merge(CHUNKS);
    const [first, second] = openIn(merge.state);
    const { length } = merge.text;
    expect(neighbour(merge.state, 0, 1)).toEqual(first);
    expect(neighbour(merge.state, first?.to ?? 0, 1)).toEqual(second);
    expect(neighbour(merge.state, length, 1)).toEqual(first);
    expect(neighbour(merge.state, length, -1)).toEqual(second);
    expect(neighbour(merge.state, 0, -1)).toEqual(second);
    merge.decide(0, 'local');
    merge.decide(1, 'local');
    expect(neighbour(merge.state, 0, 1)).toBeUndefined();
  });

  it.each([
    [[conflict([], ['R'])], 'local', ''],
    [[conflict(['L'], []), agreed('b')], 'remote', 'b'],
    [[agreed('a'), conflict(['L'], [])], 'remote', 'a'],
    [[conflict(['L'], []), conflict([], ['R'])], 'both', 'L\nR'],
  ] as const)('may end up with nothing in place of a conflict: %j with %s', (chunks, decision, text) => {
    const merge = new Merge(chunks);
    for (const { id } of openIn(merge.state)) merge.decide(id, decision);
    expect(mergedText(merge.state)).toBe(text);
  });

  const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', 'x\r'), { maxLength: 9 });
  it('is one version again where every conflict goes to it, in whatever order', () => {
    fc.assert(
      fc.property(
        lines,
        lines,
        fc.constantFrom('local', 'remote'),
        fc.boolean(),
        (local, remote, side, backwards) => {
          const merge = new Merge(mergeLines(undefined, local, remote) ?? []);
          const open = openIn(merge.state);
          for (const { id } of backwards ? open.toReversed() : open) merge.decide(id, side);
          expect(mergedText(merge.state)).toBe((side === 'local' ? local : remote).join('\n'));
          while (undo(merge));
          expect(openIn(merge.state)).toEqual(open);
        },
      ),
    );
  });
});
