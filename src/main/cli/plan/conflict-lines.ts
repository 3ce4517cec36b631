import type { Entry, OtherEntry } from '../../../shared/entry/entry.js';
import { explain } from '../../../shared/plan/explain.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { formatSize } from '../../../shared/format/size.js';
import { shown } from '../../../shared/format/shown.js';
import { centred, signOf, TAG_COLUMNS } from '../output/item-line.js';
import type { Look } from './plan-table.js';

/** Every conflict that is open: its name, why it is one, and what each side has. */
export function* conflictLines(items: Iterable<PlanItem>, { paint }: Pick<Look, 'paint'>): Generator<string> {
  for (const item of items) {
    if (item.action.kind !== 'conflict') continue;
    const { tag, symbol, tone } = signOf(item.action, 'would-do');
    yield `${paint(tone, `${tag.padEnd(TAG_COLUMNS)} ${centred(symbol)}`)}  ${shown(item.path)}`;
    yield `  ${shown(explain(item))}`;
    yield `  ${paint('faint', 'local: ')} ${factsOf(item.local.entry)}`;
    yield `  ${paint('faint', 'remote:')} ${factsOf(item.remote.entry)}`;
  }
}

const OTHER_WORDS: Readonly<Record<OtherEntry['what'], string>> = {
  'symbolic-link': 'a symbolic link',
  device: 'a device',
  'unreadable-name': 'something whose name cannot be read',
  'unreadable-entry': 'something that could not be read',
  'own-state': 'Evenkeel’s own files',
};

function factsOf(entry: Entry | undefined): string {
  switch (entry?.kind) {
    case undefined:
      return 'nothing';
    case 'folder':
      return 'a folder';
    case 'link':
      return `a symbolic link to ${shown(entry.target)}`;
    case 'other':
      return OTHER_WORDS[entry.what];
    case 'file': {
      const size = formatSize(entry.size);
      return entry.modified === undefined ? size : `${size}, changed ${moment(entry.modified.ms)}`;
    }
  }
}

/** In UTC, so that both sides and all who read it mean the same. */
function moment(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
