import type { ItemPath } from '../../../shared/entry/entry.js';
import { shown } from '../../../shared/format/shown.js';
import { formatCount } from '../../../shared/format/size.js';
import type { StillDiffers } from '../../../shared/plan/still-differs.js';

/** How many items are named; the rest is counted. */
const NAMED = 5;

/** What a run leaves different, in a sentence for each reason. */
export function leftWords({ byMode, special }: StillDiffers): readonly string[] {
  return [
    ...sentence(
      byMode,
      'differs on the two sides and is skipped',
      'differ on the two sides and are skipped',
      ' in this mode',
    ),
    ...sentence(
      special,
      'is a link or special file on one side only, and is skipped',
      'are links or special files on one side only, and are skipped',
      '',
    ),
  ];
}

function sentence(left: readonly ItemPath[], one: string, many: string, end: string): readonly string[] {
  if (left.length === 0) return [];
  const named = left.slice(0, NAMED).map((path) => `“${shown(path)}”`);
  const rest = left.length - named.length;
  const names = rest === 0 ? named.join(', ') : `${named.join(', ')} and ${formatCount(rest)} more`;
  return [
    left.length === 1
      ? `1 item ${one}${end}: ${names}.`
      : `${formatCount(left.length)} items ${many}${end}: ${names}.`,
  ];
}
