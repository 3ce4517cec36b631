import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withBothSides } from '../src/main/session/both-sides.js';
import { problemOf } from '../src/shared/problem-error.js';
import { DEFAULT_OPTIONS } from '../src/shared/profile/profile-options.js';
import type { Profile } from '../src/shared/profile/profile.js';

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

/** The problem that opening both sides ends in; `undefined` for none. */
async function openBoth(changes: Partial<Profile> = {}): Promise<string | undefined> {
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
  try {
    await withBothSides(
      {
        profile,
        place: { file: join(base, 'state.sqlite'), pair: 'the two' },
        ownPlaces: [],
        secret: () => Promise.resolve(''),
      },
      new AbortController().signal,
      async ({ targets, state }) => {
        await state.record('', { kind: 'folder' });
        await targets.remote.stat('', new AbortController().signal);
      },
    );
    return undefined;
  } catch (error) {
    return problemOf(error).kind;
  }
}

describe('opening both sides and what is remembered of them', () => {
  it('tells of a side that cannot be reached', async () => {
    expect(await openBoth({ remoteFolder: join(base, 'gone') })).toBe('folder-missing');
    expect(await openBoth()).toBeUndefined();
  });

  it.each(['remote', 'gone'])(
    'tells of a damaged state once, whatever else is wrong: the folder “%s”',
    async (folder) => {
      await writeFile(join(base, 'state.sqlite'), 'this is no database, and has not been one for a while');
      const remoteFolder = join(base, folder);
      expect(await openBoth({ remoteFolder })).toBe('damaged');
      expect(await openBoth()).toBeUndefined();
    },
  );

  it('tells of a state that cannot be used instead of what came of the sides', async () => {
    await mkdir(join(base, 'state.sqlite'));
    expect(await openBoth({ remoteFolder: join(base, 'gone') })).toBe('damaged');
  });
});
