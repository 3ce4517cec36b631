import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startQuirkySftp, type SftpQuirks } from '../../servers/scripted/quirky-sftp.js';
import { A_TIME, get, NEVER, noise, problemOf, put } from '../contract/support/tools.js';
import { quirkyTargetOf } from '../contract/support/sftp.js';
import type { SftpTarget } from '../../../src/main/targets/sftp/sftp-target.js';

const cleanups: (() => Promise<void>)[] = [];
let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'evenkeel-settling-'));
  cleanups.push(() => rm(root, { recursive: true, force: true }));
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function connected(quirks: SftpQuirks): Promise<SftpTarget> {
  const server = await startQuirkySftp(root, quirks);
  cleanups.push(() => server.stop());
  const target = quirkyTargetOf(server, root)({});
  cleanups.push(() => target.close());
  await target.connect(NEVER);
  return target;
}

const SERVERS: readonly (readonly [string, SftpQuirks])[] = [
  ['refuses FSTAT', { refuses: { FSTAT: 3 } }],
  ['does not know FSTAT', { refuses: { FSTAT: 8 } }],
  ['answers FSTAT with zeros', { tellsNothingOfOpenFiles: true }],
  ['gives a file the time of its closing', { stampsAtClose: true }],
  ['knows neither FSTAT nor FSETSTAT', { refuses: { FSTAT: 8, FSETSTAT: 8 } }],
  [
    'writes a file only when it is closed',
    { keepsWrites: true, tellsNothingOfOpenFiles: true, stampsAtClose: true },
  ],
];

describe.each(SERVERS)('S11: a server that %s', (_name, quirks) => {
  test.each([0, 5, 300_000])(
    'takes a file of %d bytes, and what is recorded is what it says afterwards',
    async (bytes) => {
      const target = await connected(quirks);
      const content = noise(bytes);
      const written = await put(target, 'file', content, { modifiedMs: A_TIME });
      expect(content.equals(await readFile(join(root, 'file')))).toBe(true);
      expect(await target.stat('file', NEVER)).toEqual(written);
      expect(written.modified?.ms).toBe(Math.floor(A_TIME / 1000) * 1000);
      expect(await readdir(root)).toEqual(['file']);
    },
  );

  test.each([0, 5, 6_000_000])('gives a file of %d bytes that nobody changes', async (bytes) => {
    const content = noise(bytes);
    await writeFile(join(root, 'file'), content);
    const target = await connected(quirks);
    expect(content.equals(await get(target, 'file'))).toBe(true);
  });
});

test('S11: where no time can be set, the file has the time that the server gave it', async () => {
  const target = await connected({ refuses: { FSETSTAT: 8, SETSTAT: 3 }, stampsAtClose: true });
  const written = await put(target, 'file', 'x', { modifiedMs: A_TIME });
  expect(written.modified?.ms).toBe(Math.floor((await stat(join(root, 'file'))).mtimeMs / 1000) * 1000);
  expect(target.features.setsTimesToMs).toBeUndefined();
});

test('S2: a file that grows while it is read is told as changed, also where FSTAT is refused', async () => {
  await writeFile(join(root, 'file'), noise(200_000));
  const target = await connected({ refuses: { FSTAT: 8 }, mostRead: 1000 });
  const stream = await target.read('file', { signal: NEVER });
  await writeFile(join(root, 'file'), noise(400_000));
  await expect(problemOf(stream.toArray())).resolves.toBe('transfer-incomplete');
});

test('S3: a server that loses a part of what was written is found out before the name is given', async () => {
  await writeFile(join(root, 'file'), 'the old one');
  const target = await connected({ losesAtClose: true });
  expect(await problemOf(put(target, 'file', noise(1000)))).toBe('transfer-incomplete');
  expect(await readFile(join(root, 'file'), 'utf8')).toBe('the old one');
});
