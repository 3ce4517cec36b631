import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NOTHING } from '../src/shared/plan/plan.js';
import { DEFAULT_OPTIONS } from '../src/shared/profile/profile-options.js';
import type { Profile } from '../src/shared/profile/profile.js';
import { placeOf } from '../src/main/session/past-runs.js';
import { wantedRun } from '../src/main/session/unstarted-run.js';
import { withSession, type SessionOptions } from '../src/main/session/with-session.js';

// What is remembered lies in a thread of a program that was built; here it lies in this thread.
vi.mock(import('../src/main/state/open-state.js'), async (original) => {
  const opening = await original();
  return { ...opening, openState: opening.openStateHere };
});

const ROOT = join(import.meta.dirname, '..');
/** Connect, bound, repeat or take turns, whatever it is that they call. */
const HELPERS = [
  'src/main/session/with-session.ts',
  'src/main/session/both-sides.ts',
  'src/main/sync/base/flow/',
  'src/main/sync/lock/',
];

let base: string;
let stackTraceLimit: number;
beforeEach(async () => {
  ({ stackTraceLimit } = Error);
  Error.stackTraceLimit = 200;
  base = await mkdtemp(join(tmpdir(), 'evenkeel-path-'));
  for (const side of ['local', 'remote']) await mkdir(join(base, side));
  await writeFile(join(base, 'local', 'a'), 'x');
});
afterEach(async () => {
  Error.stackTraceLimit = stackTraceLimit;
  await rm(base, { recursive: true, force: true });
});

/** The functions of the engine that were on their way when `stack` was taken, the outermost first. */
function engineFunctions(stack: string): readonly string[] {
  const frames = [...stack.matchAll(/^ +at (?:async )?(\S+) \(.*?(src\/main\/[\w./-]+\.ts):\d+:\d+\)$/gm)];
  return frames
    .map(([, name = '', file = '']) => ({ name: name.split('.').at(-1) ?? '', file }))
    .filter(({ name, file }) => name !== '<anonymous>' && !HELPERS.some((folder) => file.startsWith(folder)))
    .map(({ name, file }) => `${name} ${file}`)
    .reverse();
}

it('a file passes fewer than twelve functions on its way to the write, as docs/architecture.md tells', async () => {
  const profile: Profile = {
    id: 'p',
    name: 'Pots',
    localFolder: join(base, 'local'),
    remoteFolder: join(base, 'remote'),
    userName: '',
    mode: 'upload',
    deleteExtra: false,
    options: DEFAULT_OPTIONS,
  };
  const pair = {
    profile,
    place: placeOf(join(base, 'records.sqlite'), profile),
    ownPlaces: [],
    secret: () => Promise.resolve(''),
  };
  const options: SessionOptions = {
    trigger: 'window',
    signal: new AbortController().signal,
    now: Date.now,
    run: wantedRun({ dryRun: false }, NOTHING, Date.now()),
    reach: (begin) => begin(pair),
  };
  const stacks: string[] = [];
  await withSession(options, async (session) => {
    const emit = (): void => undefined;
    const { plan } = await session.compare({ emit });
    const { remote } = session.targets;
    const write = remote.write.bind(remote);
    vi.spyOn(remote, 'write').mockImplementation((path, ...rest) => {
      if (path === 'a') stacks.push(new Error('the way to here').stack ?? '');
      return write(path, ...rest);
    });
    await session.run(plan, { dryRun: false, exceedDeletionLimit: false, emit });
  });
  expect(stacks).toHaveLength(1);
  const text = await readFile(join(ROOT, 'docs', 'architecture.md'), 'utf8');
  const told = [...text.matchAll(/^\| `(\S+)`\s+\| `(\S+)`\s+\|/gm)].map(
    ([, name, file]) => `${name} ${file}`,
  );
  // Functions that hand on a promise without waiting for it leave no trace.
  const passed = engineFunctions(stacks[0] ?? '');
  expect(passed.length).toBeGreaterThan(5);
  expect(told.filter((line) => passed.includes(line))).toEqual(passed);
  const [synchronize, ...between] = told.slice(0, -1);
  expect(synchronize).toBe('run src/main/activity/profile-activity.ts');
  expect(between.length).toBeLessThan(12);
});
