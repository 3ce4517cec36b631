import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openServerFindings } from './server-findings-file.js';

const DAY_MS = 86_400_000;
let folder = '';
let stateFile = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-findings-'));
  stateFile = join(folder, 'one.db');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('is remembered of one server, for all pairs of folders, and put together', async () => {
  const findings = await openServerFindings(stateFile, 'ftp.example:21', 0);
  findings.record({ single: true });
  findings.record({ extended: false });
  await findings.saved();
  const other = join(folder, 'other.db');
  expect((await openServerFindings(other, 'ftp.example:21', DAY_MS)).known).toMatchObject({
    single: true,
    extended: false,
  });
  expect((await openServerFindings(other, 'ftp.example:2121', DAY_MS)).known).toEqual({});
  expect((await openServerFindings(other, 'ftp.example:21', 91 * DAY_MS)).known).toEqual({});
});

it.skipIf(process.platform === 'win32')('is for its owner alone: S12', async () => {
  const findings = await openServerFindings(stateFile, 'ftp.example:21', 0);
  findings.record({ single: true });
  await findings.saved();
  expect((await stat(join(folder, 'servers.json'))).mode & 0o777).toBe(0o600);
});

it('says nothing where the file is damaged, and is written anew', async () => {
  await writeFile(join(folder, 'servers.json'), '{"x":');
  const findings = await openServerFindings(stateFile, 'ftp.example:21', 0);
  expect(findings.known).toEqual({});
  findings.record({ single: true });
  await findings.saved();
  expect((await openServerFindings(stateFile, 'ftp.example:21', 0)).known).toMatchObject({ single: true });
});
