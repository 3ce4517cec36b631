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

it('is put aside while it is written once it is large, and no line is lost or told twice', async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-log-'));
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const log = new Log();
  await log.open(folder, 2_000);
  const lines = async (name: string): Promise<readonly string[]> =>
    (await readFile(join(folder ?? '', name), 'utf8').catch(() => ''))
      .split('\n')
      .flatMap((line) => / info (line \d+) /.exec(line)?.slice(1) ?? []);
  for (let n = 0; n < 30; n += 1) log.info(`line ${n} ${'x'.repeat(50)}`);
  await expect.poll(async () => (await lines('main.old.log')).length).toBeGreaterThan(0);
  const all = Array.from({ length: 30 }, (_, n) => `line ${n}`);
  await expect
    .poll(async () => [...(await lines('main.old.log')), ...(await lines('main.log'))])
    .toEqual(all);
});

it('gives its last whole lines', async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-log-'));
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const log = new Log();
  expect(await log.end(100)).toBe('');
  await log.open(folder);
  for (let n = 0; n < 30; n += 1) log.info(`line ${n}`);
  await expect.poll(() => log.end(10_000)).toMatch(/line 0\n[^]*line 29\n$/);
  expect(await log.end(100)).toMatch(/^\S+ info line 2\d\n(?:.*\n)?\S+ info line 29\n$/);
});
