import type { ItemPath, Side } from '../entry/entry.js';
import type { Problem } from '../problem.js';
import { formatCount, formatItems, plural } from '../format/plural.js';

/**
 * S7: why a plan deletes so much that somebody has to say yes before it runs. `side` is where files would be deleted; what is
 * suddenly gone is gone from the side across from it.
 */
export type DeletionFinding =
  /** No file on record is left on the other side, whatever new lies there; with none on record, the other side has no file at all. */
  | {
      readonly kind: 'side-gone';
      readonly side: Side;
      /** Files that would be deleted, of how many that this side has now. */
      readonly files: number;
      readonly of: number;
      /** Files on record, all of which are gone from the other side. */
      readonly onRecord: number;
    }
  /** More than the set share of the side's files, and more than the set number. */
  | { readonly kind: 'share'; readonly side: Side; readonly files: number; readonly of: number }
  /** As `side-gone`, for one folder directly in the root. The numbers are those of this folder. */
  | {
      readonly kind: 'folder-gone';
      readonly side: Side;
      readonly folder: ItemPath;
      readonly files: number;
      readonly of: number;
      readonly onRecord: number;
    };

const ON: Readonly<Record<Side, string>> = { local: 'the local side', remote: 'the remote side' };
const ACROSS: Readonly<Record<Side, string>> = { local: ON.remote, remote: ON.local };

/** A finding as two whole sentences: what would happen, and what to make sure of before going on. */
export function deletionWords(finding: DeletionFinding): Pick<Problem, 'what' | 'advice'> {
  const { side, files } = finding;
  const across = ACROSS[side];
  switch (finding.kind) {
    case 'side-gone':
      return {
        what: `${
          finding.onRecord === 0
            ? `There are no files on ${across}`
            : `${gone(finding.onRecord, 'from the last sync')} gone from ${across}`
        }, so ${formatItems(files, 'file')} would be deleted on ${ON[side]}.`,
        advice: `Make sure that ${across} is the right folder, and that its disk or server shows all of it, before you continue.`,
      };
    case 'folder-gone':
      return {
        what: `${gone(finding.onRecord, `from the last sync in “${finding.folder}”`)} gone from ${across}, so ${formatItems(files, 'file')} in it would be deleted on ${ON[side]}.`,
        advice: `Make sure that “${finding.folder}” was emptied or deleted on purpose before you continue.`,
      };
    case 'share':
      return {
        what: `${formatCount(files)} of ${formatItems(finding.of, 'file')} would be deleted on ${ON[side]}.`,
        advice: 'If you meant to delete them, confirm it to continue.',
      };
  }
}

function gone(files: number, where: string): string {
  return plural(files, `The only file ${where} is`, `All ${formatCount(files)} files ${where} are`);
}
