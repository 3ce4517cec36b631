import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import {
  Compartment,
  RangeSetBuilder,
  StateField,
  type EditorState,
  type Extension,
} from '@codemirror/state';
import { Decoration, EditorView, keymap, lineNumbers, type DecorationSet } from '@codemirror/view';
import { lineChanges } from '../../../shared/merge/line-changes.js';
import type { MergeChunk } from '../../../shared/merge/merge-lines.js';
import { languageOf } from '../../details/difference/text/languages.js';
import { editorTheme } from '../../details/difference/text/editor-theme.js';
import { conflictsText } from '../text.js';
import { ConflictWidget } from './conflict-widget.js';
import { mergeTheme } from './merge-theme.js';
import {
  conflictsIn,
  decide,
  mergedText,
  mergeState,
  neighbour,
  openIn,
  textWithConflicts,
  type Decision,
} from './merge-state.js';

/** What is to be known of a text that is being merged. */
export interface MergeProgress {
  /** Conflicts that nobody has decided yet. */
  readonly open: number;
  /** Whether anything was decided or typed. */
  readonly changed: boolean;
  /** The text, once nothing is open. */
  readonly text: string | undefined;
}

/** An editor in which a text is merged. */
export interface MergeEditing {
  readonly next: () => void;
  readonly previous: () => void;
  readonly destroy: () => void;
}

/** What is to be merged, and whom to tell. */
export interface MergeRequest {
  readonly path: string;
  readonly chunks: readonly MergeChunk[];
  /** The lines of the local version: what differs from them came from the remote one. */
  readonly local: readonly string[];
  readonly onProgress: (progress: MergeProgress) => void;
}

/** Shows the editor in a shadow root, where its code may make style sheets (as `showTexts` does). */
export function editMerge({ path, chunks, local, onProgress }: MergeRequest, root: ShadowRoot): MergeEditing {
  const { text, conflicts } = textWithConflicts(chunks);
  const language = new Compartment();
  const view: EditorView = new EditorView({
    doc: text,
    root,
    parent: root,
    extensions: [
      mergeState(conflicts),
      history(),
      keymap.of([...historyKeymap, ...defaultKeymap]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': conflictsText.merge.text }),
      lineNumbers(),
      language.of([]),
      editorTheme,
      mergeTheme,
      fromRemote(
        text,
        conflicts.map(({ from }) => from),
        local,
      ),
      marks((at, id, decision) => settle(at, id, decision)),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) onProgress(progressOf(state, true));
      }),
    ],
  });
  let gone = false;
  void languageOf(path)?.().then((loaded) => {
    if (!gone) view.dispatch({ effects: language.reconfigure(loaded) });
  });
  onProgress(progressOf(view.state, false));
  const step = (by: 1 | -1): void => show(view, by);
  return {
    next: () => step(1),
    previous: () => step(-1),
    destroy: () => {
      gone = true;
      view.destroy();
    },
  };
}

function progressOf(state: EditorState, changed: boolean): MergeProgress {
  return { open: openIn(state).length, changed, text: mergedText(state) };
}

/** Decides a conflict and goes on with the next open one. */
function settle(view: EditorView, id: number, decision: Decision): void {
  const spec = decide(view.state, id, decision);
  if (spec === undefined) return;
  view.dispatch(spec);
  if (openIn(view.state).length === 0) view.focus();
  else show(view, 1);
}

/** Shows the next open conflict or the one before, and gives its first button the focus. */
function show(view: EditorView, by: 1 | -1): void {
  const conflict = neighbour(view.state, view.state.selection.main.head, by);
  if (conflict === undefined) return;
  view.dispatch({
    selection: { anchor: conflict.from },
    effects: EditorView.scrollIntoView(conflict.from, { y: 'center' }),
  });
  view.requestMeasure({
    read: () => view.dom.querySelector<HTMLElement>(`[data-conflict="${conflict.id}"] button`),
    write: (button) => button?.focus({ preventScroll: true }),
  });
}

/** Draws open conflicts, colours the lines of decided ones, and keeps the cursor out of what is open. */
function marks(onDecide: (view: EditorView, id: number, decision: Decision) => void): Extension {
  const build = (state: EditorState): DecorationSet => {
    const conflicts = conflictsIn(state);
    const ranges = conflicts.flatMap((conflict) => {
      const { from, to, decision } = conflict;
      if (decision === undefined) {
        const widget = new ConflictWidget(conflict, conflicts.length, onDecide);
        return [Decoration.replace({ widget, block: true }).range(from, to)];
      }
      if (from === to) return [];
      const lines: number[] = [];
      for (let at = from; at <= to; at = state.doc.lineAt(at).to + 1) lines.push(state.doc.lineAt(at).from);
      return lines.map((line) => Decoration.line({ class: `cm-decided cm-decided-${decision}` }).range(line));
    });
    return Decoration.set(ranges, true);
  };
  const decorations = StateField.define<DecorationSet>({
    create: build,
    update: (before, { state, docChanged, startState }) =>
      docChanged || conflictsIn(state) !== conflictsIn(startState) ? build(state) : before,
    provide: (field) => EditorView.decorations.from(field),
  });
  const atoms = EditorView.atomicRanges.of(({ state }) => {
    const ranges = new RangeSetBuilder<Decoration>();
    // From the end of the line before to the beginning of the one behind.
    for (const { from, to } of openIn(state))
      ranges.add(Math.max(0, from - 1), Math.min(state.doc.length, to + 1), Decoration.mark({}));
    return ranges.finish();
  });
  return [decorations, atoms];
}

/** Marks the lines that the local version does not have: those that were taken from the remote one without a question. */
function fromRemote(text: string, marks: readonly number[], local: readonly string[]): Extension {
  const lines = text.split('\n');
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  const found = (lineChanges(local, lines) ?? []).flatMap(({ from, to }) => starts.slice(from, to));
  const line = Decoration.line({ class: 'cm-from-remote' });
  const set = Decoration.set(
    found.filter((start) => !marks.includes(start)).map((start) => line.range(start)),
  );
  return StateField.define<DecorationSet>({
    create: () => set,
    update: (before, { changes }) => before.map(changes),
    provide: (field) => EditorView.decorations.from(field),
  });
}
