import { invertedEffects } from '@codemirror/commands';
import {
  EditorState,
  StateEffect,
  StateField,
  type Extension,
  type Transaction,
  type TransactionSpec,
} from '@codemirror/state';
import type { MergeChunk } from '../../../shared/merge/merge-lines.js';

/** Whose lines take the place of a conflict. */
export type Decision = 'local' | 'remote' | 'both';

/** A conflict in a text that is being merged, and where it stands. */
export interface MergeConflict {
  readonly id: number;
  /** Of an open one, the mark that stands for it, on a line of its own; of a decided one, the lines that were chosen. */
  readonly from: number;
  readonly to: number;
  readonly local: readonly string[];
  readonly remote: readonly string[];
  /** Absent as long as nobody has decided. */
  readonly decision?: Decision | undefined;
}

/** Stands for an open conflict in the text. What it is does not matter: places are remembered, and nothing is looked for. */
const MARK = '\uFFFC';

/** The text of these chunks with a mark for each conflict, and where they are. */
export function textWithConflicts(chunks: readonly MergeChunk[]): {
  readonly text: string;
  readonly conflicts: readonly MergeConflict[];
} {
  const lines: string[] = [];
  const conflicts: MergeConflict[] = [];
  let at = 0;
  const add = (line: string): void => {
    lines.push(line);
    at += line.length + 1;
  };
  for (const chunk of chunks) {
    if (chunk.kind === 'agreed') for (const line of chunk.lines) add(line);
    else {
      const { local, remote } = chunk;
      conflicts.push({ id: conflicts.length, from: at, to: at + MARK.length, local, remote });
      add(MARK);
    }
  }
  return { text: lines.join('\n'), conflicts };
}

/** A conflict as it is from now on; its places are those of the text after the change. */
const setConflict = StateEffect.define<MergeConflict>({
  map: (conflict, changes) => ({
    ...conflict,
    from: changes.mapPos(conflict.from, 1),
    to: changes.mapPos(conflict.to, -1),
  }),
});

const conflictsField = StateField.define<readonly MergeConflict[]>({
  create: () => [],
  update: (conflicts, { docChanged, changes, effects }) => {
    const set = new Map(
      effects.flatMap((effect) => (effect.is(setConflict) ? [[effect.value.id, effect.value]] : [])),
    );
    if (!docChanged && set.size === 0) return conflicts;
    return conflicts.map((conflict) => {
      const known = set.get(conflict.id);
      if (known !== undefined) return known;
      const from = changes.mapPos(conflict.from, 1);
      return { ...conflict, from, to: Math.max(from, changes.mapPos(conflict.to, -1)) };
    });
  },
});

/** Undo opens what was decided again. */
const undoDecisions = invertedEffects.of(({ effects, startState }) => {
  const before = conflictsIn(startState);
  return effects.flatMap((effect) => {
    const known = effect.is(setConflict) ? before.find(({ id }) => id === effect.value.id) : undefined;
    return known === undefined ? [] : [setConflict.of(known)];
  });
});

/** Nobody types where a decision is still to be made, or deletes what is to be decided about. */
const protectOpen = EditorState.changeFilter.of((transaction: Transaction) => {
  if (transaction.effects.some((effect) => effect.is(setConflict))) return true;
  const open = conflictsIn(transaction.startState).filter(({ decision }) => decision === undefined);
  let touches = false;
  transaction.changes.iterChangedRanges((from, to) => {
    touches ||= open.some((conflict) => from <= conflict.to && to >= conflict.from);
  });
  return !touches;
});

/** What makes a text one that is being merged. */
export function mergeState(conflicts: readonly MergeConflict[]): Extension {
  return [
    conflictsField.init(() => conflicts),
    undoDecisions,
    protectOpen,
    // Other line ends belong to their lines.
    EditorState.lineSeparator.of('\n'),
  ];
}

/** The conflicts of a text that is being merged, in order. */
export function conflictsIn(state: EditorState): readonly MergeConflict[] {
  return state.field(conflictsField, false) ?? [];
}

/** Those that nobody has decided yet. */
export function openIn(state: EditorState): readonly MergeConflict[] {
  return conflictsIn(state).filter(({ decision }) => decision === undefined);
}

/** Puts one side's lines, or both, in the place of an open conflict; `undefined` where it is open no longer. */
export function decide(state: EditorState, id: number, decision: Decision): TransactionSpec | undefined {
  const conflict = openIn(state).find((one) => one.id === id);
  if (conflict === undefined) return undefined;
  const { from, to, local, remote } = conflict;
  const lines = decision === 'both' ? [...local, ...remote] : conflict[decision];
  const insert = lines.join('\n');
  // A line that is no more takes one line end with it.
  const start = lines.length === 0 && to === state.doc.length ? Math.max(0, from - 1) : from;
  const end = lines.length === 0 && to < state.doc.length ? to + 1 : to;
  return {
    changes: { from: start, to: end, insert },
    effects: setConflict.of({ ...conflict, from: start, to: start + insert.length, decision }),
    selection: { anchor: start },
    userEvent: 'input.decide',
  };
}

/** The open conflict behind a place in the text, or before it; around the end and back. `undefined` where none is open. */
export function neighbour(state: EditorState, at: number, by: 1 | -1): MergeConflict | undefined {
  const open = openIn(state);
  return by === 1
    ? (open.find(({ from }) => from > at) ?? open[0])
    : (open.findLast(({ to }) => to < at) ?? open.at(-1));
}

/** The text as it is to be written; `undefined` as long as a conflict is open. */
export function mergedText(state: EditorState): string | undefined {
  return openIn(state).length === 0 ? state.doc.toString() : undefined;
}
