import { isRefused } from '../../../shared/plan/explain-undo.js';
import { keysOf } from '../../commands/keys.js';
import type { MenuEntry } from '../../components/Menu.js';
import type { Settling } from '../../conflicts/settle-labels.js';
import { COMMANDS } from '../../../shared/commands.js';
import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import type { Mode } from '../../../shared/profile/profile.js';
import { previewText } from '../text.js';
import type { TreeNode } from '../tree/tree.js';
import { CHOICE_KINDS, choicesFor, type Choice, type ChoiceKind } from './choices.js';

const TEXT = previewText.menu;

/** What the items of the menu do. */
export interface RowActions {
  readonly settle: (choice: Choice) => void;
  readonly synchronizeOnly: () => void;
  readonly compareContents: (path: ItemPath) => void;
  readonly open: (path: ItemPath, side: Side) => void;
  readonly show: (path: ItemPath, side: Side) => void;
  readonly copy: (paths: readonly ItemPath[], what: 'path' | 'url') => void;
  readonly history: (path: ItemPath) => void;
  readonly exclude: (targets: readonly TreeNode[]) => void;
}

/** What the menu is about. */
export interface RowMenuSubject {
  /** The items that the selected rows stand for. */
  readonly targets: readonly TreeNode[];
  /** The one row that is selected, where it is one. */
  readonly only: TreeNode | undefined;
  readonly mode: Mode;
  readonly settling: Settling;
  /** Which sides are folders of this computer. */
  readonly here: Readonly<Record<Side, boolean>>;
}

/** The keys that choose, as `use-choice-keys.ts` reads them. */
const CHOICE_KEYS: Readonly<Partial<Record<ChoiceKind, string>>> = {
  upload: 'Alt+→',
  download: 'Alt+←',
  skip: 'Backspace',
  reset: 'Alt+↑',
};

/** The menu of the selected rows: only what can be done with them. */
export function rowMenu(subject: RowMenuSubject, actions: RowActions): readonly MenuEntry[] {
  const parts = [
    subject.settling === 'undo' ? undoEntries(subject, actions) : choiceEntries(subject, actions),
    subject.settling === 'plan' && subject.targets.length > 0
      ? [
          item(
            COMMANDS['synchronize-selection'].label,
            actions.synchronizeOnly,
            keysOf('synchronize-selection'),
          ),
        ]
      : [],
    [...itemEntries(subject, actions), ...copyEntries(subject, actions)],
    subject.settling === 'plan' && subject.targets.some(({ path }) => path !== '')
      ? [item(TEXT.exclude, () => actions.exclude(subject.targets))]
      : [],
  ];
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : [{ kind: 'line' } as const, ...part]));
}

function choiceEntries({ targets, mode, settling }: RowMenuSubject, actions: RowActions): MenuEntry[] {
  if (settling !== 'plan') return [];
  const choices = choicesFor(targets, mode);
  return CHOICE_KINDS.flatMap((kind) => {
    const choice = choices[kind];
    if (choice.paths.length === 0) return [];
    return [
      {
        kind: 'item',
        label: TEXT.choices[kind](choice.paths.length),
        keys: CHOICE_KEYS[kind],
        danger: kind === 'delete-local' || kind === 'delete-remote',
        onChoose: () => actions.settle(choice),
      } as const,
    ];
  });
}

/** Items can be left out of an undo that is shown, and taken in again. */
function undoEntries({ targets }: RowMenuSubject, actions: RowActions): MenuEntry[] {
  const open = targets.filter(
    ({ item: known }) =>
      known !== undefined &&
      !isRefused(known) &&
      known.settled === undefined &&
      known.action.kind !== 'moved',
  );
  const leftOut = targets.filter(({ item: known }) => known?.settled !== undefined);
  return [
    ...choose(TEXT.excludeFromUndo, 'skip', open, actions),
    ...choose(TEXT.includeInUndo, null, leftOut, actions),
  ];
}

function choose(
  label: string,
  settlement: Choice['settlement'],
  nodes: readonly TreeNode[],
  actions: RowActions,
): MenuEntry[] {
  const paths = nodes.map(({ path }) => path);
  return paths.length === 0 ? [] : [item(label, () => actions.settle({ settlement, paths }))];
}

/** What can be done with one item. */
function itemEntries({ only, here }: RowMenuSubject, actions: RowActions): MenuEntry[] {
  if (only === undefined) return [];
  const { path, isFolder } = only;
  const side = (['local', 'remote'] as const).find((one) => here[one] && isOn(only, one));
  const onBoth = only.item?.local.entry?.kind === 'file' && only.item.remote.entry?.kind === 'file';
  return [
    ...(onBoth ? [item(TEXT.compareContents, () => actions.compareContents(path))] : []),
    ...(side === undefined || isFolder ? [] : [item(TEXT.open, () => actions.open(path, side))]),
    ...(side === undefined ? [] : [item(TEXT.show, () => actions.show(path, side))]),
    ...(isFolder ? [] : [item(TEXT.history, () => actions.history(path))]),
  ];
}

/** A folder is there too where only something in it is known to be. */
function isOn({ item: known, sums }: TreeNode, side: Side): boolean {
  return known?.[side].entry !== undefined || sums[side].files > 0;
}

function copyEntries({ targets, only, here }: RowMenuSubject, actions: RowActions): MenuEntry[] {
  const paths = only === undefined ? targets.map(({ path }) => path) : [only.path];
  if (paths.length === 0) return [];
  return [
    item(TEXT.copyPath, () => actions.copy(paths, 'path')),
    ...(here.remote ? [] : [item(TEXT.copyUrl, () => actions.copy(paths, 'url'))]),
  ];
}

function item(label: string, onChoose: () => void, keys?: string): MenuEntry {
  return { kind: 'item', label, keys, onChoose };
}
