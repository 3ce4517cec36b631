import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { mkdir, rm } from 'node:fs/promises';
import { CommandLine } from '../support/command-line.js';
import { Terminal, whyNoTerminal } from '../support/terminal.js';

const WORDS = 'The filters stay as they were until you accept the new ones';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build('here');
});
afterAll(() => line.remove());

/** The other side has brought filters that would exclude a file. */
beforeEach(async () => {
  for (const folder of ['a', 'b', 'config']) await rm(line.path(folder), { recursive: true, force: true });
  for (const folder of ['a', 'b']) await mkdir(line.path(folder));
  await line.put('a', { 'a.log': '1' });
  await line.put('b', { '.evenkeelignore': '*.log\n' });
  expect(await line.run(['sync', 'a', 'b'])).toMatchObject({ code: 0, err: '' });
  await rm(line.path('b/a.log'));
  await line.put('a', { 'new.log': '2' });
});

it('S12: filters from the other side are told of, and count for nothing where nobody is asked', async () => {
  const { code, err } = await line.run(['sync', '--yes', 'a', 'b']);
  expect(code).toBe(0);
  expect(err).toContain(WORDS);
  expect(err).toContain('exclude 2 items (“a.log”, “new.log”)');
  expect(await line.tree('b')).toHaveProperty('new.log', '2');
  expect(await line.tree('a')).not.toHaveProperty('a.log');
  const told = await line.run(['sync', '--json', '--dry-run', 'a', 'b']);
  expect(told.out).toMatch(/"kind":"compare-finished".*"waitingFilters":\{"text":"\*\.log\\n"/);
});

it('S12: --accept-ignore uses them from then on; in a dry run for that one only', async () => {
  const tried = await line.run(['sync', '--dry-run', '--accept-ignore', 'a', 'b']);
  expect(tried.err).toContain(WORDS);
  expect(tried.out).not.toContain('new.log');
  expect((await line.run(['sync', '--dry-run', 'a', 'b'])).out).toContain('new.log');
  await line.run(['sync', '--accept-ignore', 'a', 'b']);
  expect(await line.run(['sync', 'a', 'b'])).toMatchObject({ code: 0, err: '' });
  expect(await line.tree('a')).toHaveProperty('a.log', '1');
  expect(Object.keys(await line.tree('b'))).toEqual(['.evenkeelignore']);
});

it.skipIf(whyNoTerminal() !== undefined).each([
  ['y', false],
  ['', true],
])('S12: are asked about at a terminal, and “%s” decides', async (answer, copied) => {
  const terminal = new Terminal(line, ['sync', '--yes', 'a', 'b']);
  await terminal.sees('- new.log');
  await terminal.sees('(y/N) ');
  terminal.types(`${answer}\r`);
  expect(await terminal.code).toBe(0);
  expect('new.log' in (await line.tree('b'))).toBe(copied);
});
