import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileEntry, ItemPath } from '../../../shared/entry/entry.js';
import { otherCase } from '../../../shared/entry/names.js';
import { ProblemError, problemOf } from '../../../shared/problem-error.js';
import type { Target } from '../../targets/target.js';
import type { DoctorFinding } from './finding.js';

/** A time that no file gets by itself. */
const GIVEN_MS = Date.UTC(2020, 1, 29, 12, 34, 56);
/** How long tidying up may take, also after it was stopped. */
const TIDY_MS = 10_000;

/** Names that one system or another does not take as they are. */
const NAMES: readonly string[] = [
  'with spaces.txt',
  'ümläut.txt',
  '日本語.txt',
  'colon:.txt',
  'question?.txt',
  'quote".txt',
  'trailing dot.',
  '-dash.txt',
  '.hidden',
];
/** One name, its accent composed in two ways (Unicode Standard Annex 15). */
const COMPOSED = 'caf\u00E9';
const DECOMPOSED = 'cafe\u0301';

/**
 * Finds out what only writing tells: what becomes of times and names. It works in a folder of its own in the root, and takes that away
 * again, also when it is stopped. Rejects with a `ProblemError` that names the folder where that was not possible.
 */
export async function* writeTest(
  target: Target,
  now: () => number,
  signal: AbortSignal,
): AsyncGenerator<DoctorFinding> {
  const folder = `.evenkeel-doctor-${randomBytes(4).toString('hex')}`;
  await target.makeFolder(folder, signal);
  try {
    const site: Site = { target, folder, signal };
    yield* tryTimes(site, now);
    yield* tryFolding(site);
    for (const name of NAMES) yield { kind: 'name-tried', name, fate: await fateOf(site, name) };
  } finally {
    await tidyUp(target, folder);
  }
}

interface Site {
  readonly target: Target;
  readonly folder: ItemPath;
  readonly signal: AbortSignal;
}

async function* tryTimes(site: Site, now: () => number): AsyncGenerator<DoctorFinding> {
  const { setsTimesToMs } = site.target.features;
  const before = now();
  const { modified } = await put(site, 'now', undefined);
  const after = now();
  if (modified !== undefined) {
    const aheadMs = modified.ms - (before + after) / 2;
    yield { kind: 'clock', aheadMs, withinMs: modified.precisionMs + (after - before) };
  }
  if (setsTimesToMs === undefined) return;
  const given = await put(site, 'then', GIVEN_MS);
  if (given.modified !== undefined) yield { kind: 'time-kept', offMs: given.modified.ms - GIVEN_MS };
}

async function* tryFolding({ target, folder, signal }: Site): AsyncGenerator<DoctorFinding> {
  const site = { target, folder, signal };
  const cased = 'Evenkeel';
  await put(site, cased, undefined);
  const other = await target.stat(`${folder}/${otherCase(cased)}`, signal);
  yield { kind: 'folds-case', folds: other !== undefined };
  if ((await fateOf(site, COMPOSED)) !== 'taken') return;
  const composed = await target.stat(`${folder}/${DECOMPOSED}`, signal);
  yield { kind: 'folds-composition', folds: composed !== undefined };
}

/** What becomes of a file of this name: whether it is listed afterwards under the very same one. */
async function fateOf(site: Site, name: string): Promise<'taken' | 'refused' | 'changed'> {
  const { target, folder, signal } = site;
  try {
    await put(site, name, undefined);
  } catch (error) {
    // What concerns the line or the disk is no matter of names.
    if (signal.aborted || !ABOUT_NAMES.has(problemOf(error).kind)) throw error;
    return 'refused';
  }
  for await (const listed of target.list(folder, signal)) {
    if (listed.some((one) => one.name === name)) return 'taken';
  }
  return 'changed';
}

const ABOUT_NAMES: ReadonlySet<string> = new Set([
  'name-refused',
  'not-found',
  'permission-denied',
  'invalid',
  'unsupported',
  'other',
]);

function put(
  { target, folder, signal }: Site,
  name: string,
  modifiedMs: number | undefined,
): Promise<FileEntry> {
  const content = Buffer.from('Evenkeel looks how this folder behaves.\n');
  return target.write(`${folder}/${name}`, Readable.from([content]), {
    temporaryPath: `${folder}/.part`,
    size: content.length,
    modifiedMs,
    beforeReplace: () => Promise.resolve(undefined),
    signal,
  });
}

async function tidyUp(target: Target, folder: ItemPath): Promise<void> {
  const signal = AbortSignal.timeout(TIDY_MS);
  try {
    const names: string[] = [];
    for await (const listed of target.list(folder, signal)) names.push(...listed.map(({ name }) => name));
    for (const name of names) await target.removeFile(`${folder}/${name}`, signal);
    await target.removeFolder(folder, signal);
  } catch (cause) {
    throw new ProblemError(
      {
        kind: 'other',
        what: `The test folder “${folder}” could not be removed: ${problemOf(cause).what}`,
        advice: 'Delete it by hand.',
        side: 'remote',
        path: folder,
      },
      { cause },
    );
  }
}
