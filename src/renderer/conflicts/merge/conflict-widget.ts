import { WidgetType, type EditorView } from '@codemirror/view';
import type { Side } from '../../../shared/entry/entry.js';
import { conflictsText } from '../text.js';
import type { Decision, MergeConflict } from './merge-state.js';

const text = conflictsText.merge;

const SIDES: readonly Side[] = ['local', 'remote'];
const DECISIONS: readonly Decision[] = ['local', 'remote', 'both'];

/** An open conflict in the editor: the lines of both sides next to each other, and a button for each way to decide. */
export class ConflictWidget extends WidgetType {
  readonly #conflict: MergeConflict;
  readonly #total: number;
  readonly #onDecide: (view: EditorView, id: number, decision: Decision) => void;

  constructor(
    conflict: MergeConflict,
    total: number,
    onDecide: (view: EditorView, id: number, decision: Decision) => void,
  ) {
    super();
    this.#conflict = conflict;
    this.#total = total;
    this.#onDecide = onDecide;
  }

  override eq(other: ConflictWidget): boolean {
    return other.#conflict.id === this.#conflict.id;
  }

  override get estimatedHeight(): number {
    const { local, remote } = this.#conflict;
    return 60 + 18 * Math.max(local.length, remote.length, 1);
  }

  /** What happens to its buttons is nothing for the editor. */
  override ignoreEvent(): boolean {
    return true;
  }

  override toDOM(view: EditorView): HTMLElement {
    const { id } = this.#conflict;
    const box = element('div', 'cm-conflict');
    const name = text.conflict(id + 1, this.#total);
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', name);
    box.dataset['conflict'] = String(id);
    const head = element('div', 'cm-conflict-head');
    head.append(element('span', 'cm-conflict-name', name));
    for (const decision of DECISIONS) {
      const button = element('button', 'cm-conflict-button', text.use[decision]);
      button.type = 'button';
      button.addEventListener('click', () => this.#onDecide(view, id, decision));
      head.append(button);
    }
    const sides = element('div', 'cm-conflict-sides');
    for (const side of SIDES) sides.append(this.#side(side));
    const frame = element('div', 'cm-conflict-box');
    frame.append(head, sides);
    box.append(frame);
    return box;
  }

  #side(side: Side): HTMLElement {
    const lines = this.#conflict[side];
    const box = element('section', `cm-conflict-side cm-conflict-${side}`);
    box.setAttribute('aria-label', text.linesOf[side]);
    box.append(element('div', 'cm-conflict-title', text.side[side]));
    box.append(
      lines.length === 0
        ? element('div', 'cm-conflict-none', text.noLines)
        : element('pre', 'cm-conflict-lines', lines.join('\n')),
    );
    return box;
  }
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  content?: string,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  if (content !== undefined) made.textContent = content;
  return made;
}
