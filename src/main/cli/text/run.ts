import type { ItemPath } from '../../../shared/entry/entry.js';
import { isoLocal } from '../../../shared/format/iso-time.js';
import { formatCount, formatItems } from '../../../shared/format/plural.js';
import { shown } from '../../../shared/format/shown.js';
import { formatSize } from '../../../shared/format/size.js';
import { changesIn, type ActionKind, type PlanTotals, type Tally } from '../../../shared/plan/plan.js';
import type { StillDiffers } from '../../../shared/plan/still-differs.js';
import type { RunProgress, RunReport, RunSummary, ScanProgress } from '../../../shared/run/run.js';
import { runText } from '../../../shared/run/text.js';

/** How many items are named; the others are counted. */
const NAMED = 5;

/** What is said of a comparison and a run, before, while and after it takes place. */
export const cliRunText = {
  /** How the remote folders were looked at; `undefined` where every one was listed. */
  confirmedFolders: ({ folders, confirmed = 0 }: ScanProgress): string | undefined =>
    confirmed === 0
      ? undefined
      : `${formatItems(confirmed, 'folder')} confirmed unchanged by the server, ${formatCount(folders - confirmed)} listed.`,

  /** How many connections a run used; `undefined` where it was no more than one. */
  connectionsUsed: ({ connections = 0 }: RunSummary): string | undefined =>
    connections < 2 ? undefined : `Up to ${connections} connections to the server were open at once.`,

  command: (command: string, when: 'before' | 'after') => `Command ${when} the sync: ${shown(command)}`,
  commandEnded: (when: 'before' | 'after', how: string) => `The command ${when} the sync ${how}.`,
  commandsNotRecorded: (why: string) => `What the commands printed could not be recorded. ${why}`,

  /** How far a comparison is. */
  comparing: ({ folders, items, arriving, read }: ScanProgress): string => {
    const more = arriving === undefined ? '' : `, ${formatCount(arriving)} more being listed`;
    const compared =
      read === undefined
        ? ''
        : `, contents of ${formatItems(read.files, 'file')} (${formatSize(read.bytes)}) compared`;
    return `Comparing: ${formatItems(folders, 'folder')}, ${formatItems(items)}${more}${compared}`;
  },

  /** How far a run is, `elapsedMs` after it began. `path` is the file being copied. */
  running: (progress: RunProgress, elapsedMs: number, path: string): string => {
    const { itemsDone, itemsTotal, bytesDone, bytesTotal } = progress;
    const rate = elapsedMs < 1000 ? 0 : bytesDone / (elapsedMs / 1000);
    const parts = [
      `${Math.floor(100 * shareOf(progress))} %`,
      `${itemsDone} of ${formatItems(itemsTotal)}`,
      bytesTotal > 0 ? `${formatSize(bytesDone)} of ${formatSize(bytesTotal)}` : '',
      rate > 0 ? `${formatSize(rate)}/s` : '',
      rate > 0 && bytesTotal > bytesDone ? `${clock((bytesTotal - bytesDone) / rate)} left` : '',
    ].filter((part) => part !== '');
    return [parts.join(', '), path].filter((part) => part !== '').join('  ');
  },

  /** How a run ended. */
  summary: (run: RunSummary): string => {
    const seconds = (run.finishedMs - run.startedMs) / 1000;
    const size = run.bytes === 0 ? '' : `, ${formatSize(run.bytes)} in ${clock(seconds)}`;
    return `${runText.short(run)}${size}.`;
  },

  /** What a run of a plan would do, for a dry run. */
  plan: (totals: PlanTotals): string => {
    const parts = [
      counted('copy to remote', totals.copy.remote, true),
      counted('copy to local', totals.copy.local, true),
      counted('create on remote', totals.createFolder.remote, false, 'folder'),
      counted('create on local', totals.createFolder.local, false, 'folder'),
      counted('move on remote', totals.move.remote),
      counted('move on local', totals.move.local),
      counted('delete on remote', totals.delete.remote),
      counted('delete on local', totals.delete.local),
    ].filter((part) => part !== '');
    const conflicts = totals.conflict.items;
    const open = conflicts === 0 ? '' : ` ${formatItems(conflicts, 'conflict')} would be skipped.`;
    if (changesIn(totals) > 0) return `Nothing was changed. A run would ${parts.join(', ')}.${open}`;
    return conflicts === 0 && totals.leave.items === totals.filtered.items
      ? 'Everything is in sync.'
      : `Nothing would be changed.${open}`;
  },
  wouldAsk: (finding: string): string => `${finding} A run would stop and ask; with --yes it continues.`,
  onlyNotFound: (path: string): string =>
    `“${shown(path)}” is on neither side, or a filter excludes it: nothing was done for it.`,
  continueAnyway: 'Continue anyway? (y/N) ',
  planSaved: (file: string): string => `Plan saved. Run it with: evenkeel apply ${file}`,
  planOfProfile: (name: string): string => `The plan was made for the profile “${shown(name)}”.`,
  noConflicts: 'There are no conflicts.',

  /** What a run leaves different, in a sentence for each reason. */
  leftDifferent: ({ byMode, special }: StillDiffers): readonly string[] => [
    ...named(
      byMode,
      'differs on the two sides and is skipped in this mode',
      'differ on the two sides and are skipped in this mode',
    ),
    ...named(
      special,
      'is a link or special file on one side only, and is skipped',
      'are links or special files on one side only, and are skipped',
    ),
  ],

  /** Why a folder and a file of the same name stand in each other’s way, behind the line of the item. */
  typeChange: {
    copy: 'in place of the folder',
    'create-folder': 'in place of the file',
    conflict: 'a folder on one side, a file on the other',
  } satisfies Partial<Record<ActionKind, string>> as Partial<Readonly<Record<ActionKind, string>>>,
  differsOnlyInSpelling: (names: readonly string[]): string =>
    `differs only in case or accents from ${names.map((name) => `“${shown(name)}”`).join(' and ')}`,
  caseClash: (path: ItemPath) => ({
    what: `“${path}” differs from another name in its folder only in case, or in how its accents are encoded. Nothing was changed.`,
    advice: 'Rename one of them, or choose with --case strict, local or remote.',
  }),

  stopped: 'Stopped.',
  stopping: 'Stopping. Press Ctrl-C again to quit at once.',
  warning: 'Warning:',
  notRecorded: (why: string): string => `This run could not be recorded in the history: ${why}`,
  continuesFrom: (run: string, startedMs: number, unended: string): string =>
    `The last run, ${run} of ${isoLocal(startedMs)}, was ${unended}. This one continues from there.`,
  passwordInAddress:
    'Other users can see a password in an address in the process list. Use the keyring, .netrc or EVENKEEL_PASSWORD.',

  remoteFolder: (folder: string): string => `Remote folder: ${shown(folder)}`,
  rootMeantOther: (remote: string, folder: string | undefined, former: string): string => {
    const where = folder === undefined ? '' : `, “${shown(folder)}”`;
    return `“${shown(remote)}” is now the root of the server, and these two folders have never been synced. It used to mean the folder you are signed in to${where}. To continue with that folder, use “${shown(former)}”.`;
  },

  filtersUsed: (change: string): string => `${change} They are used now, because of --accept-ignore.`,
  filtersWaiting: (change: string): string => `${change} To use them, add --accept-ignore.`,
  useFilters: 'Use the new filters? (y/N) ',
  moreItems: (count: number): string => `and ${formatCount(count)} more`,

  recordsKept: (file: string, why: string): string => `${file} is kept: ${why}`,
  recordFile: (path: string, side: 'local' | 'remote'): string => `“${shown(path)}” on the ${side} side`,
  recordsOfOthers: 'it also holds records about other folders.',
  recordsUnreadable: 'it can’t be read.',
  recordsRemoved: (files: number): string =>
    files === 0
      ? 'There are no pyftpsync records to remove.'
      : `Removed ${formatItems(files, 'file')} with pyftpsync’s records; Evenkeel keeps its own.`,
  recordsStay: 'pyftpsync’s records are kept, because not everything is in sync.',

  wouldRestore: ({ counts }: RunReport): string => {
    const left = counts.skipped + counts.failed;
    const rest = left === 0 ? '' : ` ${formatItems(left)} would be skipped.`;
    return counts.wouldDo === 0
      ? `There is nothing to restore.${rest}`
      : `${formatItems(counts.wouldDo)} would be restored.${rest}`;
  },
  restore: 'Restore? (y/N) ',
  nothingChanged: 'Nothing was changed.',
  restoreUnconfirmed: {
    what: 'Nothing was restored: there is no terminal to confirm at.',
    advice: 'To restore without asking, add --yes.',
  },
  syncWillRepeat: 'The next sync will make these changes again unless you change the files first.',

  outputLost: (why: string): string => `Can’t write the output: ${why}. The command was stopped.`,
  outputFailures: {
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    EFBIG: 'the file is too large',
    EIO: 'the disk reports an error',
  } as Readonly<Partial<Record<string, string>>>,
  systemSays: (code: string): string =>
    code === '' ? 'the system gives no reason' : `the system says ${code}`,
  planHeads: { action: 'ACTION', item: 'ITEM', size: 'SIZE', why: 'WHY' },
} as const;

/** Seconds as `0:07`, `12:34` or `1:02:03`. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${hours > 0 ? String(minutes).padStart(2, '0') : minutes}:${String(rest).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** Half by items, half by bytes where there are any; from 0 to 1. */
function shareOf({ itemsDone, itemsTotal, bytesDone, bytesTotal }: RunProgress): number {
  const items = itemsTotal === 0 ? 1 : itemsDone / itemsTotal;
  return Math.min(1, bytesTotal === 0 ? items : (items + bytesDone / bytesTotal) / 2);
}

function counted(what: string, { items, bytes }: Tally, withBytes = false, noun = 'item'): string {
  if (items === 0) return '';
  return `${what} ${formatItems(items, noun)}${withBytes ? ` (${formatSize(bytes)})` : ''}`;
}

function named(paths: readonly ItemPath[], one: string, many: string): readonly string[] {
  if (paths.length === 0) return [];
  const first = paths.slice(0, NAMED).map((path) => `“${shown(path)}”`);
  const rest = paths.length - first.length;
  const names = rest === 0 ? first.join(', ') : `${first.join(', ')} and ${formatCount(rest)} more`;
  return [`${formatItems(paths.length)} ${paths.length === 1 ? one : many}: ${names}.`];
}
