import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProfileDraft } from '../../shared/profile/profile.js';
import { DEFAULT_OPTIONS } from '../../shared/profile/profile-options.js';
import { editLocal, editServer } from './edits.js';
import { startServer } from './server.js';
import type { ServerClock } from './server-clock.js';
import { studio } from './studio.js';
import { writeFiles } from './tree.js';

/** How long ago the two sides pretend to have been brought in sync, in milliseconds. */
const EVEN_SINCE_MS = 12 * 24 * 60 * 60_000;

/** A demonstration under way: a folder here, and one on a server of its own. */
export interface Demo {
  /** The profile of the two folders. */
  readonly profile: ProfileDraft;
  /** For the server; another at every start, since anybody on this computer can reach the port. */
  readonly password: string;
  /**
   * Fills both sides so that every case occurs: new, changed and deleted on either side, two conflicts, equal files.
   * `syncBoth` has to bring the sides of the draft in sync, with a baseline. Rejects where that or the writing does.
   */
  readonly seed: (syncBoth: (draft: ProfileDraft, password: string) => Promise<void>) => Promise<void>;
  /** Ends the server and deletes the folder. */
  readonly stop: () => Promise<void>;
}

/** Starts a demonstration in `folder`, which becomes its own: made if absent, deleted at the end. Touches nothing else. */
export async function startDemo(folder: string): Promise<Demo> {
  const local = join(folder, 'local');
  const served = join(folder, 'server');
  await mkdir(local, { recursive: true });
  await mkdir(served, { recursive: true });
  const password = randomBytes(12).toString('base64url');
  let clock: ServerClock = { preparedFromMs: Infinity, preparedToMs: Infinity, agoMs: EVEN_SINCE_MS };
  const server = await startServer({ root: served, userName: 'demo', password, clock: () => clock });
  const profile: ProfileDraft = {
    name: 'Demonstration: a pottery',
    localFolder: local,
    remoteFolder: `ftp://127.0.0.1:${server.port}/`,
    userName: 'demo',
    mode: 'two-way',
    deleteExtra: false,
    options: DEFAULT_OPTIONS,
  };
  return {
    profile,
    password,
    seed: async (syncBoth) => {
      await writeFiles(local, studio());
      clock = { ...clock, preparedFromMs: Date.now() - 1000 };
      await syncBoth(profile, password);
      clock = { ...clock, preparedToMs: Date.now() };
      await editLocal(local);
      await editServer(served);
    },
    stop: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
