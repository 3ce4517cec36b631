import * as v from 'valibot';
import type { ItemPath } from '../../../shared/entry/entry.js';
import { formatSize } from '../../../shared/format/size.js';
import { shown } from '../../../shared/format/shown.js';
import type { KeptFile } from '../../state/journal/change.js';
import type { JournalStore } from '../../state/journal/journal-store.js';
import type { CommandInput } from '../command.js';
import { checkPlaces } from '../sync/sync.js';
import type { SyncRequest } from '../sync/request.js';
import { openSession } from '../sync/open-session.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { readOptions, type Options } from '../options/read-options.js';
import { withReporter } from '../output/with-reporter.js';
import type { Reporter } from '../output/reporter.js';
import type { Paint } from '../output/terminal-text.js';
import type { VersionInfo } from '../output/reported.js';
import {
  readPairArgument,
  requestFor,
  requestsFor,
  type PairArgument,
} from '../target-arguments/pair-argument.js';
import { forEachPair } from '../target-arguments/profile-pairs.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { readRecords } from './read-records.js';
import { restoreAfterConfirmation } from './restore-after-confirmation.js';
import { recordsText } from '../text/records.js';
import { usageText } from '../text/usage.js';
import { isoLocal } from '../../../shared/format/iso-time.js';

const ACTIONS = ['list', 'restore', 'prune'] as const;
type VersionsAction = (typeof ACTIONS)[number];

const VERSIONS_AT_ONCE = 500;

/** Runs `versions`. */
export async function versionsCommand(
  { operands, options: given }: CommandInput,
  context: CliContext,
): Promise<ExitCode> {
  const { profile, pair, version: number, ...rest } = given;
  const options = readOptions(rest);
  const [first] = operands;
  const named = ACTIONS.find((action) => action === first);
  const action: VersionsAction = named ?? 'list';
  const where = readPairArgument(
    named === undefined ? operands : operands.slice(1),
    { profile, pair },
    'PATH',
  );
  refuseUnread(action, { ...options, number, path: where.word });
  return withReporter(options, context, async (reporter) => {
    switch (action) {
      case 'list':
        return forEachPair(await requestsFor(where, options, context), context, reporter, (request) =>
          list(request, where, context, reporter),
        );
      case 'restore':
        return restore(where, readNumber(number), options, context, reporter);
      case 'prune':
        return forEachPair(await requestsFor(where, options, context), context, reporter, (request, asking) =>
          prune(request, options, asking, reporter),
        );
    }
  });
}

async function list(
  request: SyncRequest,
  where: PairArgument,
  context: CliContext,
  reporter: Reporter,
): Promise<ExitCode> {
  const tally = { local: { items: 0, bytes: 0 }, remote: { items: 0, bytes: 0 } };
  const read = async (state: JournalStore): Promise<void> => {
    for await (const version of keptFiles(state, pathOf(where.word))) {
      const heading = tally.local.items + tally.remote.items === 0;
      tally[version.side].items += 1;
      tally[version.side].bytes += version.size;
      reporter.report({ kind: 'kept-version', version: infoOf(version) }, (paint) =>
        heading
          ? `${paint('faint', recordsText.versionHeading)}\n${versionLine(version, paint)}`
          : versionLine(version, paint),
      );
    }
  };
  await readRecords(request, context, reporter, read, undefined);
  const parts = (['local', 'remote'] as const)
    .filter((side) => tally[side].items > 0)
    .map((side) => recordsText.versions(tally[side].items, tally[side].bytes, side));
  reporter.remark('note', parts.length === 0 ? recordsText.noVersions : `${parts.join(', ')}.`);
  return EXIT.fine;
}

async function restore(
  where: PairArgument,
  number: number | undefined,
  options: Options,
  context: CliContext,
  reporter: Reporter,
): Promise<ExitCode> {
  const path = pathOf(where.word);
  if (path === undefined) {
    throw new UsageError(usageText.restoreWhich);
  }
  const request = await requestFor(where, options, context);
  await checkPlaces(request, context, reporter);
  return openSession(request, context, reporter, 'run', async (session) => {
    const version = await findVersion(session.state, path, number);
    const restoration = await session.lookAtVersion(version);
    const { replaces } = restoration;
    const replacedBytes = replaces?.kind === 'file' ? replaces.size : undefined;
    reporter.remark('note', recordsText.version(version, replacedBytes));
    return restoreAfterConfirmation((how) => session.restore(restoration, how), options, context, reporter);
  });
}

/** Removes the versions that have expired by the profile’s settings, as the end of every run does. */
async function prune(
  request: SyncRequest,
  options: Options,
  context: CliContext,
  reporter: Reporter,
): Promise<ExitCode> {
  await checkPlaces(request, context, reporter);
  return openSession(request, context, reporter, 'look', async (session) => {
    const { versions: policy } = session.policy;
    const nowMs = context.now();
    const due = await session.expiredVersions(nowMs);
    const going: KeptFile[] = [];
    for await (const version of keptFiles(session.state, undefined))
      if (due.has(version.seq)) going.push(version);
    if (options.dryRun !== true) await session.pruneVersions(nowMs);
    for (const version of going) {
      reporter.report({ kind: 'dropped-version', version: infoOf(version) }, (paint) =>
        versionLine(version, paint),
      );
    }
    const bytes = going.reduce((sum, { size }) => sum + size, 0);
    const limits =
      policy.kind === 'off'
        ? recordsText.noVersionLimits
        : recordsText.versionLimits(policy.maxAgeMs, policy.maxBytes);
    reporter.remark('note', recordsText.pruned(going.length, bytes, limits, options.dryRun === true));
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
  throw new UsageError(usageText.noVersion(path, others === 0 ? undefined : number));
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

function versionLine({ seq, side, size, keptMs, runId, path }: KeptFile, paint: Paint): string {
  const number = paint('change', String(seq).padStart(7));
  return `${number}  ${side.padEnd(6)}  ${formatSize(size).padStart(8)}  ${isoLocal(keptMs)}  ${recordsText.runId(runId)}  ${shown(path)}`;
}

function infoOf({ seq, side, path, size, keptMs, runId }: KeptFile): VersionInfo {
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
  throw new UsageError(usageText.invalidOption('--version', usageText.versionNumber));
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
  throw new UsageError(usageText.notInAction(unread, `versions ${action}`));
}
