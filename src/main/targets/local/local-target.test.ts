import { chmod, lstat, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError } from '../../../shared/problem-error.js';
import type { Listed } from '../target.js';
import { LocalTarget } from './local-target.js';

const NEVER = new AbortController().signal;
const isRoot = process.getuid?.() === 0;

let base = '';
let target = new LocalTarget('', 'local');

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-unit-'));
  await mkdir(join(base, 'root'));
  target = new LocalTarget(join(base, 'root'), 'local');
});
afterEach(() => rm(base, { recursive: true, force: true }));

const put = (path: string, text: string): Promise<unknown> =>
  target.write(path, Readable.from([Buffer.from(text)]), {
    temporaryPath: `${path}.part`,
    size: Buffer.byteLength(text),
    modifiedMs: 1_700_000_000_123,
    beforeReplace: () => Promise.resolve(undefined),
    signal: NEVER,
  });

async function list(folder: string): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  for await (const chunk of target.list(folder, NEVER)) all.push(...chunk);
  return all;
}

const kindOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof ProblemError ? error.problem.kind : error),
  );

describe('connecting', () => {
  test('says that a folder is missing, or not one', async () => {
    await writeFile(join(base, 'file'), '');
    expect(await kindOf(new LocalTarget(join(base, 'none'), 'local').connect(NEVER))).toBe('folder-missing');
    expect(await kindOf(new LocalTarget(join(base, 'file'), 'remote').connect(NEVER))).toBe('not-a-folder');
    expect(await kindOf(new LocalTarget('relative', 'remote').connect(NEVER))).toBe('invalid');
    expect(await kindOf(target.connect(NEVER))).toBe('nothing');
  });

  test.skipIf(isRoot)('says that a folder may not be read (skipped as root, who may read all)', async () => {
    await chmod(join(base, 'root'), 0);
    expect(await kindOf(target.connect(NEVER))).toBe('permission-denied');
  });
});

describe('symbolic links', () => {
  beforeEach(async () => {
    await mkdir(join(base, 'outside'));
    await writeFile(join(base, 'outside/precious'), 'precious');
    await symlink(join(base, 'outside'), join(base, 'root/link'));
    await symlink(join(base, 'outside/precious'), join(base, 'root/file-link'));
  });

  test('are shown as such', async () => {
    const other = { kind: 'other', what: 'symbolic-link' };
    expect(await list('')).toEqual(
      expect.arrayContaining([
        { name: 'link', entry: other },
        { name: 'file-link', entry: other },
      ]),
    );
    expect(await target.stat('link', NEVER)).toEqual(other);
  });

  test('are not followed out of the root by anything (S9)', async () => {
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => list('link'),
      () => put('link/precious', 'overwritten'),
      () => put('file-link', 'overwritten'),
      () => target.read('link/precious', { signal: NEVER }),
      () => target.read('file-link', { signal: NEVER }),
      () => target.makeFolder('link/new', NEVER),
      () => target.removeFile('link/precious', NEVER),
      () => target.removeFile('file-link', NEVER),
      () => target.removeFolder('link', NEVER),
    ];
    for (const attempt of attempts) {
      expect(await kindOf(attempt())).toMatch(/not-a-folder|changed-meanwhile|already-exists/);
    }
    expect(await readFile(join(base, 'outside/precious'), 'utf8')).toBe('precious');
    expect((await lstat(join(base, 'root/link'))).isSymbolicLink()).toBe(true);
  });

  test('that take a folder’s place between two operations are noticed (S9)', async () => {
    await mkdir(join(base, 'root/folder'));
    await put('folder/precious', 'mine');
    await rename(join(base, 'root/folder'), join(base, 'root/gone'));
    await symlink(join(base, 'outside'), join(base, 'root/folder'));
    expect(await kindOf(target.removeFile('folder/precious', NEVER))).toBe('not-a-folder');
  });
});

test.skipIf(process.platform === 'win32')('a file that is replaced keeps its permissions', async () => {
  await put('script', 'old');
  await chmod(join(base, 'root/script'), 0o750);
  await put('script', 'new');
  expect((await lstat(join(base, 'root/script'))).mode & 0o777).toBe(0o750);
});

test('a temporary file that a killed run left is no obstacle (S5)', async () => {
  await writeFile(join(base, 'root/file.part'), 'half');
  await put('file', 'whole');
  expect(await readFile(join(base, 'root/file'), 'utf8')).toBe('whole');
});

test('a file’s time comes back to the nanosecond (S10)', async () => {
  await put('file', 'x');
  expect(await target.stat('file', NEVER)).toMatchObject({
    kind: 'file',
    size: 1,
    modified: { ms: 1_700_000_000_123, ns: expect.any(Number) as number, precisionMs: 1e-6 },
  });
});
