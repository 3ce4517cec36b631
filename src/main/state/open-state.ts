import { chmod, mkdir, open, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Problem } from '../../shared/problem.js';
import { ProblemError } from '../../shared/problem-error.js';
import { stateInUse, stateDiskFull, StateClient } from './worker/client.js';
import { serveState } from './worker/host.js';
import { answeringHere, type Host } from '../worker/host.js';
import { RestingThreads } from '../worker/resting-threads.js';
import { isNodeEnough, NEEDED_NODE } from './sqlite/needed-node.js';
import type { DatabasePlace, Opening, StateTalk } from './worker/protocol.js';
import { RUNNING } from './sqlite/state-lock.js';
import { STATE_FOLDER } from './state-folder.js';
import type { StateStore } from './state-store.js';

export interface OpenedState {
  readonly store: StateStore;
  /** Present where the file on disk was damaged: it was set aside, and the next comparison is a first one. */
  readonly damaged?: Problem | undefined;
}

export interface OpenStateOptions {
  /** One SQLite file a profile; made where it is missing, and its folder with it. */
  readonly file: string;
  /**
   * Names the pair of folders. Baselines of another pair are never used for this one: changing a profile's folder
   * starts afresh, and changing it back finds the old baseline again.
   */
  readonly pair: string;
  /** For how many days the history keeps runs that did something, `null` for ever; 90 unless it is given. */
  readonly historyDays?: number | null | undefined;
}

type Unusable = Exclude<Opening['kind'], 'open'>;
type Start = () => Host<StateTalk>;

const THREADS = new RestingThreads<StateTalk>(new URL('./state-worker.js', import.meta.url));

/**
 * Opens what is remembered of a profile, in a worker thread, so that the disk never holds up the main process.
 * Rejects with a `ProblemError` where the file cannot be used at all.
 */
export function openState(options: OpenStateOptions): Promise<OpenedState> {
  return openWith(options, () => THREADS.take());
}

/** The same in this thread, for tests and for short-lived programs. */
export function openStateHere(options: OpenStateOptions): Promise<OpenedState> {
  return openWith(options, () => answeringHere(serveState));
}

async function openWith(options: OpenStateOptions, start: Start): Promise<OpenedState> {
  refuseOldNode();
  await makeFolder(dirname(options.file));
  await keepPrivate(options.file);
  const { store, opening } = await openOnce(options, start);
  if (store !== undefined) return { store };
  if (opening !== 'damaged') throw unusable(options.file, opening);

  const aside = await setAside(options.file);
  const again = await openOnce(options, start);
  if (again.store === undefined) throw unusable(options.file, again.opening);
  return {
    store: again.store,
    damaged: {
      kind: 'damaged',
      what: `Evenkeel’s record of the last sync was damaged. It has been set aside as “${basename(aside)}”.`,
      advice:
        'Nothing was changed on either side. This counts as a first sync: files that differ are shown as conflicts.',
    },
  };
}

/** What came of opening a database. A worker that has none to serve is ended. */
type Opened =
  | { readonly store: StateStore; readonly opening: 'open' }
  | { readonly store?: undefined; readonly opening: Unusable };

async function openOnce({ file, pair, historyDays }: DatabasePlace, start: Start): Promise<Opened> {
  const client = new StateClient(start());
  const { kind } = await client.open({ file, pair, historyDays });
  if (kind === 'open') return { store: client, opening: kind };
  await client.close();
  return { opening: kind };
}

/** The library runs on whichever Node somebody has: one that is too old is not to be taken for a fault of the disk. */
function refuseOldNode(): void {
  if (isNodeEnough(process.versions.node)) return;
  throw new ProblemError({
    kind: 'unsupported',
    what: `Evenkeel needs ${NEEDED_NODE}; this is ${process.versions.node}. Nothing was changed.`,
    advice: 'Install a newer Node, or the application, which includes one.',
  });
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Whoever made it first. Other folders, which programs name to the library, are theirs.
    if (basename(folder) === STATE_FOLDER) await chmod(folder, 0o700);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
      throw new ProblemError(stateDiskFull(), { cause: error });
    }
    throw new ProblemError(
      {
        kind: 'permission-denied',
        what: `Couldn’t create the folder “${folder}” for Evenkeel’s sync records. Nothing was changed.`,
        advice: 'Check that Evenkeel may write there, or choose another folder (--state-dir).',
      },
      { cause: error },
    );
  }
}

/**
 * S12: the file, and what lies beside it, is for its owner alone: it holds names, and what was said of them. SQLite gives its own files
 * the mode of the database, which is made here before it. Never rejects: where it cannot be used, SQLite says so.
 */
async function keepPrivate(file: string): Promise<void> {
  await open(file, 'a', 0o600).then(
    (handle) => handle.close(),
    () => undefined,
  );
  for (const suffix of ['', '-wal', '-shm', RUNNING])
    await chmod(file + suffix, 0o600).catch(() => undefined);
}

/** Renames the file and what SQLite keeps beside it; nothing is deleted. */
async function setAside(file: string): Promise<string> {
  const aside = `${file}.damaged-${new Date().toISOString().replaceAll(':', '-')}`;
  await rename(file, aside);
  for (const suffix of ['-wal', '-shm']) {
    await rename(file + suffix, aside + suffix).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    });
  }
  return aside;
}

function unusable(file: string, kind: Unusable): ProblemError {
  if (kind === 'busy') return new ProblemError(stateInUse());
  if (kind === 'full') return new ProblemError(stateDiskFull());
  const name = basename(file);
  return new ProblemError(
    kind === 'newer'
      ? {
          kind: 'unsupported',
          what: `The sync records of this profile (“${name}”) were written by a newer version of Evenkeel.`,
          advice: 'Use that version, or a newer one. Nothing was changed.',
        }
      : {
          kind: 'damaged',
          what: `The sync records of this profile (“${name}”) couldn’t be opened.`,
          advice:
            'Check that Evenkeel may write to its folder and that the disk is not full, then try again.',
        },
  );
}
