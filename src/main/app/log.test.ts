import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { Log } from './log.js';

let folder: string | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

it('shows no stack trace at the terminal, where the file has it', async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-log-'));
  const told: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
  const log = new Log();
  await log.open(folder);
  log.conceal('secret word');
  log.failure('It went wrong', new Error('The secret word was refused.'));
  expect(told.join('')).toMatch(/^\S+ failure It went wrong: The \*\*\* was refused\.\n$/);
  const file = join(folder, 'main.log');
  await expect.poll(() => readFile(file, 'utf8')).toMatch(/: Error: The \*\*\* was refused\.\n {4}at /);
});

it('masks a password also where a server sent it back in another form', () => {
  const told: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
  const log = new Log();
  log.conceal('secret word');
  log.info('530 tester:secret%20word, Basic dGVzdGVyOnNlY3JldCB3b3Jk');
  expect(told.join('')).toMatch(/ info 530 tester:\*\*\*, Basic \*\*\*\n$/);
});
