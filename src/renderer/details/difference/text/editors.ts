import { getChunks, goToNextChunk, goToPreviousChunk, MergeView, unifiedMergeView } from '@codemirror/merge';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import type { Side } from '../../../../shared/entry/entry.js';
import { detailsText } from '../../text.js';
import { languageOf } from './languages.js';
import { editorTheme } from './editor-theme.js';

const text = detailsText.difference;

/** The texts to show: of both sides, or of the only one that has the file. */
export interface ShownTexts {
  readonly path: string;
  readonly local: string | undefined;
  readonly remote: string | undefined;
}

/** Editors that show texts and change nothing. */
export interface Editors {
  /** How many places differ; 0 for a single text. */
  readonly differences: number;
  readonly next: () => void;
  readonly previous: () => void;
  readonly destroy: () => void;
}

/** How long and how hard two texts are compared before less exact ways are taken. */
const EFFORT = { scanLimit: 1000, timeout: 500 };
const UNCHANGED = { margin: 3, minSize: 6 };

/**
 * Shows texts in a shadow root: its style sheets are made there by the editor's code, which the page's policy allows, where it forbids style
 * elements. Two texts stand side by side where there is room, else one below the other.
 */
export function showTexts({ path, local, remote }: ShownTexts, root: ShadowRoot, narrow: boolean): Editors {
  const language = new Compartment();
  const editors: EditorView[] = [];
  const common = (side: Side): Extension => [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      tabindex: '0',
      'aria-label': text.textOf[side],
      'aria-readonly': 'true',
    }),
    EditorState.phrases.of({ '$ unchanged lines': text.unchangedLines }),
    lineNumbers(),
    language.of([]),
    editorTheme,
  ];
  let merge: MergeView | undefined;
  if (local !== undefined && remote !== undefined && !narrow) {
    merge = new MergeView({
      a: { doc: local, extensions: common('local') },
      b: { doc: remote, extensions: common('remote') },
      root,
      parent: root,
      collapseUnchanged: UNCHANGED,
      diffConfig: EFFORT,
    });
    editors.push(merge.a, merge.b);
  } else {
    const extensions: Extension[] = [common(remote === undefined ? 'local' : 'remote')];
    if (local !== undefined && remote !== undefined) {
      extensions.push(
        EditorView.editorAttributes.of({ class: 'cm-unified' }),
        unifiedMergeView({
          original: local,
          mergeControls: false,
          collapseUnchanged: UNCHANGED,
          diffConfig: EFFORT,
        }),
      );
    }
    editors.push(new EditorView({ doc: remote ?? local ?? '', extensions, root, parent: root }));
  }
  const [main] = merge === undefined ? editors : [merge.b];
  let gone = false;
  void languageOf(path)?.().then((loaded) => {
    if (gone) return;
    for (const editor of editors) editor.dispatch({ effects: language.reconfigure(loaded) });
  });
  return {
    differences: main === undefined ? 0 : (getChunks(main.state)?.chunks.length ?? 0),
    next: () => main !== undefined && goToNextChunk(main),
    previous: () => main !== undefined && goToPreviousChunk(main),
    destroy: () => {
      gone = true;
      if (merge === undefined) for (const editor of editors) editor.destroy();
      else merge.destroy();
    },
  };
}
