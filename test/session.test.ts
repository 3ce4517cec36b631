import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../src/shared/problem-error.js';
import { NOTHING } from '../src/shared/plan/plan.js';
import { DEFAULT_OPTIONS } from '../src/shared/profile/profile-options.js';
import type { Profile } from '../src/shared/profile/profile.js';
import type { PastRun } from '../src/shared/run/history.js';
import { RUN_TRIGGERS, type RunTrigger } from '../src/shared/run/run.js';
import type { FolderPair } from '../src/main/session/folder-pair.js';
import { placeOf, withStore } from '../src/main/session/past-runs.js';
import type { Session } from '../src/main/session/session.js';
import { wantedRun } from '../src/main/session/unstarted-run.js';
import { withSession, type SessionOptions } from '../src/main/session/with-session.js';
import { DELETION_LIMIT } from '../src/shared/problem.js';

// What is remembered lies in a thread of a program that was built; here it lies in this thread.
vi.mock(import('../src/main/state/open-state.js'), async (original) => {
  const opening = await original();
  return { ...opening, openState: opening.openStateHere };
});

const quiet = (): void => undefined;

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-session-'));
  await mkdir(join(base, 'local'));
  await mkdir(join(base, 'remote'));
  await writeFile(join(base, 'local', 'a'), 'x');
});
afterEach(() => rm(base, { recursive: true, force: true }));

function pair(remote = 'remote'): FolderPair {
  const profile: Profile = {
    id: 'p',
    name: 'Pots',
    localFolder: join(base, 'local'),
    remoteFolder: join(base, remote),
    userName: '',
    mode: 'two-way',
    deleteExtra: false,
    options: DEFAULT_OPTIONS,
  };
  const place = placeOf(join(base, `${remote}.sqlite`), profile);
  return { profile, place, ownPlaces: [], secret: () => Promise.resolve('') };
}

/** A session for a run, unless something else is said. */
function open<T>(
  changes: Partial<SessionOptions> & { readonly remote?: string },
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { remote, ...options } = changes;
  return withSession(
    {
      trigger: 'window',
      signal: new AbortController().signal,
      now: Date.now,
      run: wantedRun({ dryRun: false }, NOTHING, Date.now()),
      reach: (begin) => begin(pair(remote)),
      ...options,
    },
    work,
  );
}

async function history(remote?: string): Promise<readonly PastRun[]> {
  const { place } = pair(remote);
  const answer = await withStore(place, (store) => store.history({ limit: 10 }), []);
  return answer.kind === 'ok' ? answer.value : [];
}

describe('a session', () => {
  it('compares, runs and undoes, each with its own account', async () => {
    const report = await open({}, async (session) => {
      const { plan } = await session.compare({ emit: quiet });
      return session.run(plan, { dryRun: false, exceedDeletionLimit: false, emit: quiet });
    });
    expect(report).toMatchObject({ trigger: 'window', end: { kind: 'finished' }, counts: { done: 1 } });
    expect(await readFile(join(base, 'remote', 'a'), 'utf8')).toBe('x');
    const undone = await open({ trigger: 'menu' }, (session) =>
      session.undo(report.runId, { dryRun: false, emit: quiet }),
    );
    expect(undone).toMatchObject({ undoes: report.runId, counts: { done: 1 } });
    await expect(readFile(join(base, 'remote', 'a'))).rejects.toThrow();
    expect((await history()).map(({ summary }) => summary?.trigger)).toEqual(['menu', 'window']);
  });

  it('S1: goes by another name for a dry run than for the run that it is opened for', async () => {
    const run = wantedRun({ dryRun: false }, NOTHING, Date.now());
    await open({ run }, async (session) => {
      const { plan } = await session.compare({ emit: quiet });
      const how = { exceedDeletionLimit: false, emit: quiet };
      expect((await session.run(plan, { ...how, dryRun: true })).runId).not.toBe(run.runId);
      expect((await session.run(plan, { ...how, dryRun: false })).runId).toBe(run.runId);
    });
  });

  it('S2: refuses a plan once the folders have been synchronized since', async () => {
    await open({}, async (session) => {
      const { plan, binding } = await session.compare({ emit: quiet });
      const head = { ...binding, places: { local: '', remote: '' } };
      await session.expectFit(head);
      await session.run(plan, { dryRun: false, exceedDeletionLimit: false, emit: quiet });
      await expect(session.expectFit(head)).rejects.toMatchObject({ problem: { kind: 'changed-meanwhile' } });
    });
  });
});

describe('a run that could not begin', () => {
  const never = (): Promise<never> => Promise.reject(new Error('It began all the same.'));

  it.each<RunTrigger>([...RUN_TRIGGERS])(
    'is in the history, with what kept it, where it was asked for from: %s',
    async (trigger) => {
      const opening = open({ trigger, remote: 'gone' }, never);
      await expect(opening).rejects.toMatchObject({ problem: { kind: 'folder-missing' } });
      const [only, ...others] = await history('gone');
      expect(others).toEqual([]);
      expect(only?.summary).toMatchObject({
        trigger,
        end: { kind: 'broken-off', problem: { kind: 'folder-missing' } },
      });
    },
  );

  it('is there once, whatever was tried to get connected', async () => {
    const tried: string[] = [];
    const reach: SessionOptions['reach'] = async (begin) => {
      for (const remote of ['gone', 'remote']) {
        tried.push(remote);
        try {
          return await begin(pair(remote));
        } catch (error) {
          if (remote === 'remote') throw error;
        }
      }
      throw new Error('Nothing was tried.');
    };
    await open({ reach }, async (session) => {
      const { plan } = await session.compare({ emit: quiet });
      await session.run(plan, { dryRun: false, exceedDeletionLimit: false, emit: quiet });
    });
    expect(tried).toEqual(['gone', 'remote']);
    expect(await history('gone')).toEqual([]);
    expect(await history()).toHaveLength(1);
  });

  it('was refused before anything was connected', async () => {
    const refusal = { kind: DELETION_LIMIT, what: 'Too much.', advice: 'Look at it.' } as const;
    await expect(open({ refusal }, never)).rejects.toMatchObject({ problem: refusal });
    expect(await history()).toMatchObject([{ summary: { end: { problem: { kind: DELETION_LIMIT } } } }]);
  });

  it('leaves no trace where it was a dry one, where folders were only looked at, and where no run was asked for', async () => {
    const fail = (): Promise<never> =>
      Promise.reject(new ProblemError({ kind: 'invalid', what: 'No.', advice: 'None.' }));
    await expect(open({ run: wantedRun({ dryRun: true }, NOTHING, 0) }, fail)).rejects.toThrow('No.');
    await expect(open({ run: undefined }, fail)).rejects.toThrow('No.');
    await expect(open({ isNoRun: () => true }, fail)).rejects.toThrow('No.');
    expect(await history()).toEqual([]);
  });

  it('is told of by what kept it, also where the history cannot be written', async () => {
    const unrecorded: unknown[] = [];
    const reach: SessionOptions['reach'] = async (begin) => {
      await mkdir(join(base, 'no-file.sqlite'));
      return begin({ ...pair('gone'), place: { file: join(base, 'no-file.sqlite'), pair: 'p' } });
    };
    const onUnrecorded = (error: unknown): void => void unrecorded.push(error);
    await expect(open({ reach, onUnrecorded }, never)).rejects.toMatchObject({
      problem: { kind: 'damaged' },
    });
    expect(unrecorded).toHaveLength(1);
  });
});
