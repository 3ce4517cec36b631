import * as v from 'valibot';
import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { formatItems, formatSize } from '../../../shared/format/size.js';
import { shown } from '../../../shared/format/shown.js';
import type { KeptFile } from '../../state/journal/change.js';
import type { JournalStore } from '../../state/journal/journal-store.js';
import type { Given } from '../command.js';
import { checkPlaces } from '../sync/sync.js';
import { openSession } from '../sync/open-session.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { readOptions, type Options } from '../options/read-options.js';
import { withReporter } from '../output/with-reporter.js';
import type { Reporter } from '../output/reporter.js';
import type { Paint } from '../output/style.js';
import type { ToldVersion } from '../output/reported.js';
import { readWhere, requestFor, type Where } from '../target-arguments/where.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { fromMemory } from './remembered.js';
import { shortId } from './find-run.js';
import { moment } from './run-line.js';
import { putBackAfterAsking } from './undo-after-asking.js';

const ACTIONS = ['list', 'restore', 'prune'] as const;
type VersionsAction = (typeof ACTIONS)[number];

const VERSIONS_AT_ONCE = 500;

const SIDES: Readonly<Record<Side, string>> = { local: 'local', remote: 'remote' };

/** Does `versions` as the command line asks for it. */
export async function versionsAsGiven(
  { operands, options: given }: Given,
  shell: CliContext,
): Promise<ExitCode> {
  const { profile, version: number, ...rest } = given;
  const options = readOptions(rest);
  const [first] = operands;
  const named = ACTIONS.find((action) => action === first);
  const action: VersionsAction = named ?? 'list';
  const where = readWhere(named === undefined ? operands : operands.slice(1), profile, 'PATH');
  refuseUnread(action, { ...options, number, path: where.word });
  return withReporter(options, shell, async (reporter) => {
    switch (action) {
      case 'list':
        return list(where, options, shell, reporter);
      case 'restore':
        return restore(where, readNumber(number), options, shell, reporter);
      case 'prune':
        return prune(where, options, shell, reporter);
    }
  });
}

async function list(
  where: Where,
  options: Options,
  shell: CliContext,
  reporter: Reporter,
): Promise<ExitCode> {
  const request = await requestFor(where, options, shell);
  const tally = { local: { items: 0, bytes: 0 }, remote: { items: 0, bytes: 0 } };
  const read = async (state: JournalStore): Promise<void> => {
    for await (const version of keptFiles(state, pathOf(where.word))) {
      const heading = tally.local.items + tally.remote.items === 0;
      tally[version.side].items += 1;
      tally[version.side].bytes += version.size;
      reporter.tell({ kind: 'kept-version', version: toldOf(version) }, (paint) =>
        heading ? `${paint('faint', HEADING)}\n${versionLine(version, paint)}` : versionLine(version, paint),
      );
    }
  };
  await fromMemory(request, shell, reporter, read, undefined);
  const parts = (['local', 'remote'] as const)
    .filter((side) => tally[side].items > 0)
    .map(
      (side) =>
        `${formatItems(tally[side].items, 'version')} (${formatSize(tally[side].bytes)}) ${SIDE_WORDS[side]}`,
    );
  reporter.remark('note', parts.length === 0 ? 'No versions are kept.' : `${parts.join(', ')}.`);
  return EXIT.fine;
}

async function restore(
  where: Where,
  number: number | undefined,
  options: Options,
  shell: CliContext,
  reporter: Reporter,
): Promise<ExitCode> {
  const path = pathOf(where.word);
  if (path === undefined) {
    throw new UsageError('Restore which file?', 'Give its path, relative to the two folders.');
  }
  const request = await requestFor(where, options, shell);
  await checkPlaces(request, shell, reporter);
  return openSession(request, shell, reporter, 'run', async (session) => {
    const version = await findVersion(session.state, path, number);
    const restoration = await session.lookAtVersion(version);
    const { replaces } = restoration;
    const instead =
      replaces?.kind === 'file' ? `, in place of the one of ${formatSize(replaces.size)} that is there` : '';
    reporter.remark(
      'note',
      `Version ${version.seq} of ${shown(path)}, ${SIDE_WORDS[version.side]}: ${formatSize(version.size)}, kept since ${moment(version.keptMs)}${instead}.`,
    );
    return putBackAfterAsking((how) => session.restore(restoration, how), options, shell, reporter);
  });
}

/** Lets go of what the policy of the folders no longer wants, as the end of every run does. */
async function prune(
  where: Where,
  options: Options,
  shell: CliContext,
  reporter: Reporter,
): Promise<ExitCode> {
  const request = await requestFor(where, options, shell);
  await checkPlaces(request, shell, reporter);
  return openSession(request, shell, reporter, 'look', async (session) => {
    const { versions: policy } = session.policy;
    const nowMs = shell.now();
    const due = await session.expiredVersions(nowMs);
    const going: KeptFile[] = [];
    for await (const version of keptFiles(session.state, undefined))
      if (due.has(version.seq)) going.push(version);
    if (options.dryRun !== true) await session.pruneVersions(nowMs);
    for (const version of going) {
      reporter.tell({ kind: 'dropped-version', version: toldOf(version) }, (paint) =>
        versionLine(version, paint),
      );
    }
    const bytes = going.reduce((sum, { size }) => sum + size, 0);
    const limits =
      policy.kind === 'off'
        ? 'there are no limits'
        : `versions are kept for ${Math.round(policy.maxAgeMs / 86_400_000)} days, up to ${formatSize(policy.maxBytes)} on each side`;
    reporter.remark(
      'note',
      going.length === 0
        ? `Nothing has expired: ${limits}.`
        : `${formatItems(going.length, 'version')} (${formatSize(bytes)}) ${options.dryRun === true ? 'would be' : going.length === 1 ? 'was' : 'were'} removed: ${limits}.`,
    );
    return EXIT.fine;
  });
}

async function findVersion(
  state: JournalStore,
  path: ItemPath,
  number: number | undefined,
): Promise<KeptFile> {
  let others = 0;
  for await (const version of keptFiles(state, path)) {
    if (version.path !== path) continue;
    if (number === undefined || version.seq === number) return version;
    others += 1;
  }
  throw new UsageError(
    others === 0
      ? `No versions of “${shown(path)}” are kept.`
      : `“${shown(path)}” has no version ${number ?? ''}.`,
    'See evenkeel versions for a list.',
  );
}

async function* keptFiles(state: JournalStore, below: ItemPath | undefined): AsyncGenerator<KeptFile> {
  let before: number | undefined;
  for (;;) {
    const page = await state.keptFiles({ below, before, limit: VERSIONS_AT_ONCE });
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    before = last.seq;
  }
}

const HEADING = `${'VERSION'.padStart(7)}  SIDE    ${'SIZE'.padStart(8)}  ${'KEPT SINCE'.padEnd(19)}  BY RUN    FILE`;

function versionLine({ seq, side, size, keptMs, runId, path }: KeptFile, paint: Paint): string {
  const number = paint('change', String(seq).padStart(7));
  return `${number}  ${SIDES[side].padEnd(6)}  ${formatSize(size).padStart(8)}  ${moment(keptMs)}  ${shortId(runId)}  ${shown(path)}`;
}

const SIDE_WORDS: Readonly<Record<Side, string>> = {
  local: 'on this computer',
  remote: 'on the remote side',
};

function toldOf({ seq, side, path, size, keptMs, runId }: KeptFile): ToldVersion {
  return { number: seq, side, path, size, keptMs, runId };
}

/** A path below the roots, however it was typed. */
function pathOf(word: string | undefined): ItemPath | undefined {
  if (word === undefined) return undefined;
  const path = word
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/');
  return path === '' ? undefined : path;
}

const NumberSchema = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,14}$/),
  v.transform((digits) => Number(digits)),
);

function readNumber(given: unknown): number | undefined {
  if (given === undefined) return undefined;
  const parsed = v.safeParse(NumberSchema, given);
  if (parsed.success) return parsed.output;
  throw new UsageError('Invalid value for --version.', 'Use a number as listed by evenkeel versions.');
}

/** What one action alone takes is refused for the others rather than passed over. */
function refuseUnread(
  action: VersionsAction,
  given: Pick<Options, 'dryRun' | 'yes' | 'reportProblems'> & {
    readonly number: unknown;
    readonly path: string | undefined;
  },
): void {
  const restores = action === 'restore';
  const unread = [
    !restores && given.number !== undefined && '--version',
    !restores && given.yes !== undefined && '--yes',
    !restores && given.reportProblems !== undefined && '--report-problems',
    action === 'list' && given.dryRun !== undefined && '--dry-run',
    action === 'prune' && given.path !== undefined && 'PATH',
  ].find((name) => name !== false);
  if (unread === undefined) return;
  throw new UsageError(`There is no ${unread} in versions ${action}.`, 'See evenkeel versions --help.');
}
