import type { Entry } from '../../../shared/entry/entry.js';
import { explain } from '../../../shared/plan/explain.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { formatSize } from '../../../shared/format/size.js';
import { shown } from '../../../shared/format/shown.js';
import { isUnresolved } from '../sync/exit-code-of.js';
import { displayWidth, fit } from '../output/terminal-text.js';
import { centred, signOf, TAG_COLUMNS } from '../output/item-line.js';
import { cliRunText } from '../text/run.js';
import type { Paint } from '../output/terminal-text.js';

export interface TableStyle {
  /** How wide it may be; `undefined` for as wide as it gets. */
  readonly columns: number | undefined;
  readonly paint: Paint;
  /** Also what nothing happens to, with every reason in full. */
  readonly all?: boolean | undefined;
}

const heads = cliRunText.planHeads;

/** Columns for an action and its symbol, and for a size. */
const ACTION = TAG_COLUMNS + 1 + 3;
const SIZE = 9;
const GAP = '  ';
/** With less room than this a reason says nothing, and the name gets it all. */
const SHORTEST_REASON = 45;

/** What a plan would do, and what it leaves undecided, as the lines of a table; none where there is nothing to tell. */
export function* planTable(items: readonly PlanItem[], style: TableStyle): Generator<string> {
  const { paint, all = false } = style;
  const columns = all ? undefined : style.columns;
  const rows = all ? items : items.filter((item) => isListed(item));
  if (rows.length === 0) return;
  const rest = columns === undefined ? Infinity : Math.max(30, columns - ACTION - SIZE - 3 * GAP.length);
  const longest = rows.reduce((most, item) => Math.max(most, displayWidth(nameOf(item))), 4);
  const name = Math.min(longest, rest - (rest - longest < SHORTEST_REASON ? 0 : SHORTEST_REASON));
  const reasons = rest - name >= SHORTEST_REASON;
  const line = (action: string, item: string, size: string, why: string): string =>
    [action, padded(fit(item, name), name), size.padStart(SIZE), reasons ? fit(why, rest - name) : '']
      .join(GAP)
      .trimEnd();
  yield paint('faint', line(heads.action.padEnd(ACTION), heads.item, heads.size, heads.why));
  for (const item of rows) {
    const { tag, symbol, tone } = signOf(item.action, 'would-do');
    const action = paint(tone, `${tag.padEnd(TAG_COLUMNS)} ${centred(symbol)}`);
    yield line(action, nameOf(item), sizeOf(item), shown(explain(item)));
  }
}

/** What happens, and what somebody would have to look at; not what goes along with its folder. */
function isListed({ path, action }: PlanItem): boolean {
  if (action.kind === 'equal' || action.kind === 'forget' || action.kind === 'moved') return false;
  if (action.kind === 'move') return action.along === undefined;
  if (action.kind !== 'leave') return true;
  const problem = { kind: 'other', what: '', advice: '' } as const;
  return isUnresolved({ path, action, outcome: { kind: 'skipped', problem }, bytes: 0 });
}

function nameOf({ path, action, local, remote }: PlanItem): string {
  const folder = local.entry?.kind === 'folder' || remote.entry?.kind === 'folder';
  const from = action.kind === 'move' ? `${shown(action.from)} → ` : '';
  return `${from}${folder ? `[${shown(path)}]` : shown(path)}`;
}

function sizeOf({ action, local, remote }: PlanItem): string {
  const sides: readonly (Entry | undefined)[] =
    action.kind === 'copy' && action.to === 'local'
      ? [remote.entry, local.entry]
      : [local.entry, remote.entry];
  const file = sides.find((entry) => entry?.kind === 'file');
  return file?.kind === 'file' ? formatSize(file.size) : '';
}

function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}
