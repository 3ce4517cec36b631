import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withBothSides } from '../src/main/activity/both-sides.js';
import { problemOf } from '../src/shared/problem-error.js';
import { DEFAULT_OPTIONS } from '../src/shared/profile-options.js';
import type { Profile } from '../src/shared/profile.js';

// What is remembered lies in a thread of a program that was built; here it lies in this thread.
vi.mock(import('../src/main/state/open-state.js'), async (original) => {
  const opening = await original();
  return { ...opening, openState: opening.openStateHere };
});

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-both-'));
  await mkdir(join(base, 'local'));
  await mkdir(join(base, 'remote'));
});
afterEach(() => rm(base, { recursive: true, force: true }));

/** What opening both sides comes to: the problem, and how often somebody was told of it while the memory was open. */
async function openBoth(changes: Partial<Profile> = {}): Promise<{ problem?: string; told: string[] }> {
  const profile: Profile = {
    id: 'p',
    name: 'Pots',
    localFolder: join(base, 'local'),
    remoteFolder: join(base, 'remote'),
    userName: '',
    mode: 'two-way',
    deleteExtra: false,
    options: DEFAULT_OPTIONS,
    ...changes,
  };
  const told: string[] = [];
  try {
    await withBothSides(
      {
        profile,
        stateFile: join(base, 'state.sqlite'),
        password: () => Promise.resolve(''),
        signal: new AbortController().signal,
        onFailure: async (state, error) => {
          await state.token();
          told.push(problemOf(error).kind);
        },
      },
      async ({ targets, state }) => {
        await state.record('', { kind: 'folder' });
        await targets.remote.stat('', new AbortController().signal);
      },
    );
    return { told };
  } catch (error) {
    return { problem: problemOf(error).kind, told };
  }
}

describe('opening both sides and what is remembered of them', () => {
  it('tells of a side that cannot be reached', async () => {
    expect(await openBoth({ remoteFolder: join(base, 'gone') })).toEqual({
      problem: 'folder-missing',
      told: ['folder-missing'],
    });
    expect(await openBoth()).toEqual({ told: [] });
  });

  it.each(['remote', 'gone'])(
    'tells of a damaged memory once, whatever else is wrong: the folder “%s”',
    async (folder) => {
      await writeFile(join(base, 'state.sqlite'), 'this is no database, and has not been one for a while');
      const remoteFolder = join(base, folder);
      expect(await openBoth({ remoteFolder })).toEqual({ problem: 'damaged', told: ['damaged'] });
      expect(await openBoth()).toEqual({ told: [] });
    },
  );

  it('tells of a memory that cannot be used instead of what came of the sides', async () => {
    await mkdir(join(base, 'state.sqlite'));
    expect(await openBoth({ remoteFolder: join(base, 'gone') })).toEqual({ problem: 'damaged', told: [] });
  });
});
