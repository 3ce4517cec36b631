import type { Side } from '../../../shared/entry/entry.js';
import { formatItems, plural } from '../../../shared/format/plural.js';
import { shown } from '../../../shared/format/shown.js';
import { formatSize } from '../../../shared/format/size.js';
import { differencesIn, type VerificationCounts } from '../../sync/decide/verification.js';

/** What `scan`, `tree` and `verify` say of folders. */
export const folderText = {
  heading: (folder: string): string => `[${shown(folder)}]`,
  removed: (path: string, dryRun: boolean): string =>
    dryRun ? `Would remove ${shown(path)}` : `Removed ${shown(path)}`,
  scanned: (
    found: {
      readonly files: number;
      readonly folders: number;
      readonly bytes: number;
      readonly removed: number;
    },
    dryRun: boolean,
  ): string => {
    const removed =
      found.removed === 0
        ? ''
        : `; ${formatItems(found.removed, 'file')} ${dryRun ? 'would be removed' : 'removed'}`;
    return `${formatItems(found.files, 'file')} (${formatSize(found.bytes)}), ${formatItems(found.folders, 'folder')}${removed}.`;
  },

  repairDeletes: (items: number, side: Side): string =>
    `Like any sync, the repair also deletes ${formatItems(items)} on the ${side} side.`,
  verified: (counts: VerificationCounts): string => {
    const skipped =
      counts['left-out'] > 0
        ? ` ${formatItems(counts['left-out'])} ${plural(counts['left-out'], 'was', 'were')} not compared.`
        : '';
    const unread = counts.unread > 0 ? `, ${formatItems(counts.unread)} could not be read` : '';
    if (differencesIn(counts) === 0 && unread === '')
      return `${formatItems(counts.same, 'file')} compared by content: no differences.${skipped}`;
    const parts = [
      `${formatItems(counts.different)} different`,
      `${formatItems(counts['only-local'])} only local`,
      `${formatItems(counts['only-remote'])} only remote`,
    ];
    return `${formatItems(counts.same, 'file')} the same, ${parts.join(', ')}${unread}.${skipped}`;
  },
} as const;
