import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import type { Command } from '../command.js';
import type { CliContext } from '../cli-context.js';
import { answerShell } from './answer-shell.js';

const SHOW: Command = {
  name: 'show',
  summary: 'show one',
  description: 'Shows one.',
  operands: [
    { name: 'NAME', help: 'a profile' },
    { name: 'FILE', help: 'a file' },
  ],
  options: [],
  examples: [],
  run: () => Promise.resolve(0),
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-answer-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What a shell is answered. */
async function answered(...words: readonly string[]): Promise<string> {
  let said = '';
  const output = { write: (text: string) => void (said += text), isTerminal: false, columns: undefined };
  const context: CliContext = {
    env: { XDG_CONFIG_HOME: folder },
    folder,
    program: [],
    words: [],
    platform: 'linux',
    homeFolder: folder,
    out: output,
    err: output,
    asker: undefined,
    signal: new AbortController().signal,
    now: () => 0,
  };
  expect(await answerShell([SHOW], words, context)).toBe(0);
  return said;
}

it('tells a shell the profiles of the application, as far as they begin so', async () => {
  await mkdir(join(folder, 'Evenkeel'));
  const profiles = ['Site', 'Sound archive', 'other'].map((name, index) => ({
    id: `profile-${index}`,
    name,
    localFolder: '/home/site',
    remoteFolder: 'ftp://example.com/site',
    userName: '',
    mode: 'two-way',
    deleteExtra: false,
    options: DEFAULT_OPTIONS,
  }));
  await writeFile(join(folder, 'Evenkeel', 'profiles.json'), JSON.stringify({ profiles }));
  expect(await answered('show', 'S')).toBe('nothing\nSite\t\nSound archive\t\n');
  expect(await answered('show', 'Site', '')).toBe('files\n');
});

it('complains of nothing, whatever it finds', async () => {
  expect(await answered('show', '')).toBe('nothing\n');
  await mkdir(join(folder, 'Evenkeel'));
  await writeFile(join(folder, 'Evenkeel', 'profiles.json'), '{ damaged');
  expect(await answered('show', '')).toBe('nothing\n');
  expect(await answered('')).toBe('nothing\nshow\tshow one\nhelp\tshow help for a command\n');
});
