import { assertNever } from '../../../shared/assert-never.js';
import type { Side } from '../../../shared/entry/entry.js';
import { nameOf } from '../../../shared/entry/path.js';
import type { Action } from '../../../shared/plan/plan.js';
import type { ItemOutcome } from '../../../shared/run/run.js';
import { shown } from '../../../shared/format/shown.js';
import type { Paint, Tone } from './terminal-text.js';

/** What happens with one item, in the symbols that pyftpsync's users know. */
export interface Sign {
  readonly tag: string;
  readonly symbol: string;
  readonly tone: Tone;
}

export const TAG_COLUMNS = 15;

/** One line about one item: what happens, in which direction, and its name. `note` explains. */
export function itemLine(
  { path, action, outcome }: ItemOutcome,
  options: { readonly paint: Paint; readonly isFolder: boolean; readonly note?: string | undefined },
): string {
  const { tag, symbol, tone } = signOf(action, outcome.kind);
  const name = isFolderAction(action) || options.isFolder ? `[${shown(path)}]` : shown(path);
  const from = action.kind === 'move' ? `${shown(action.from)} → ` : '';
  const also = action.kind === 'keep-both' ? ` + ${shown(nameOf(action.as))}` : '';
  const note = options.note === undefined ? '' : `  ${options.paint('faint', options.note)}`;
  return `${options.paint(tone, `${tag.padEnd(TAG_COLUMNS)} ${centred(symbol)}`)}  ${from}${name}${also}${note}`;
}

/** How an action, or what came of it, is shown. */
export function signOf(action: Action, outcome: ItemOutcome['outcome']['kind']): Sign {
  if (outcome === 'failed') return { tag: 'FAILED', symbol: '!', tone: 'danger' };
  switch (action.kind) {
    case 'equal':
      return { tag: 'EQUAL', symbol: '=', tone: 'faint' };
    case 'forget':
      return { tag: 'FORGET', symbol: '0', tone: 'faint' };
    case 'conflict':
      return { tag: 'CONFLICT', symbol: '*?*', tone: 'doubt' };
    case 'leave':
      return { tag: 'SKIP', symbol: '-', tone: 'faint' };
    case 'copy':
    case 'create-folder':
    case 'delete':
    case 'keep-both':
    case 'merge':
    case 'move':
    case 'moved':
      return outcome === 'skipped' ? { tag: 'SKIP', symbol: '-', tone: 'doubt' } : changing(action);
    default:
      return assertNever(action);
  }
}

function changing(
  action: Extract<
    Action,
    { kind: 'copy' | 'create-folder' | 'delete' | 'keep-both' | 'merge' | 'move' | 'moved' }
  >,
): Sign {
  switch (action.kind) {
    case 'copy':
      return { tag: action.replaces ? 'REPLACE' : 'COPY', symbol: arrow(action.to), tone: 'change' };
    case 'create-folder':
      return { tag: 'MAKE FOLDER', symbol: arrow(action.on), tone: 'change' };
    case 'keep-both':
      return { tag: 'KEEP BOTH', symbol: '<>', tone: 'change' };
    case 'merge':
      return { tag: 'MERGE', symbol: '<>', tone: 'change' };
    case 'move':
    case 'moved':
      return { tag: 'MOVE', symbol: arrow(action.on), tone: 'change' };
    case 'delete':
      return { tag: `DELETE ${action.on.toUpperCase()}`, symbol: 'X', tone: 'danger' };
    default:
      return assertNever(action);
  }
}

function isFolderAction({ kind }: Action): boolean {
  return kind === 'create-folder';
}

function arrow(to: Side): string {
  return to === 'remote' ? '>' : '<';
}

/** A symbol in the middle of three columns. */
export function centred(symbol: string): string {
  return symbol.length === 1 ? ` ${symbol} ` : symbol;
}
