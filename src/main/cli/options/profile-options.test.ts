import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import type { Command, RawOptions } from '../command.js';
import { run } from '../commands/run.js';
import { download, sync, upload } from '../commands/sync.js';
import { runProgram } from '../program.js';
import type { CliContext } from '../cli-context.js';
import { profileOptionsOf } from '../sync/request.js';
import { readTaskFile } from '../tasks/task-file.js';
import { UsageError } from '../usage-error.js';
import { OPTION_NAMES, readOptions } from './read-options.js';

// The schema of a profile, the command line and a file of tasks say the same things: what one of them gains, the others have to gain too.

/** What sets an option of a profile to something that it is not without: `--flag value`, and what the profile then says. */
interface Way {
  readonly flag: string;
  readonly value?: string;
  readonly gives: unknown;
}

const WAYS: Readonly<Record<string, Way>> = {
  patterns: {
    flag: '--ignore',
    value: '!/keep',
    gives: ['.DS_Store', '.git', '.hg', '.svn', '\\#recycle', '!/keep'],
  },
  hidden: { flag: '--hidden', value: 'exclude', gives: 'exclude' },
  maxSizeBytes: { flag: '--max-size', value: '2 MB', gives: 2_000_000 },
  minSizeBytes: { flag: '--min-size', value: '1k', gives: 1000 },
  maxAgeDays: { flag: '--max-age', value: '2 weeks', gives: 14 },
  minAgeDays: { flag: '--min-age', value: '3', gives: 3 },
  matchNames: { flag: '--match', value: '*.txt,*.md', gives: ['*.txt', '*.md'] },
  system: { flag: '--system', value: 'exclude', gives: 'exclude' },
  deleteUnmatched: { flag: '--delete-unmatched', gives: true },
  force: { flag: '--force', gives: true },
  resolve: { flag: '--resolve', value: 'local', gives: 'local' },
  comparison: { flag: '--compare', value: 'size', gives: 'size' },
  caseRule: { flag: '--case', value: 'strict', gives: 'strict' },
  links: { flag: '--links', value: 'follow', gives: 'follow' },
  permissions: { flag: '--permissions', value: 'keep', gives: 'keep' },
  connections: { flag: '--connections', value: '3', gives: 3 },
  bytesPerSecond: { flag: '--limit-rate', value: '2M', gives: 2_000_000 },
  'line.ftpMode': { flag: '--ftp-active', gives: 'active' },
  'line.tls': { flag: '--tls', value: 'implicit', gives: 'implicit' },
  'line.encoding': { flag: '--encoding', value: 'windows-1252', gives: 'windows-1252' },
  'line.proxy': { flag: '--proxy', value: 'socks5://anna@gate:1080', gives: 'socks5://anna@gate:1080' },
  'line.privateKeyFile': { flag: '--identity', value: '/keys/mine', gives: '/keys/mine' },
  'line.ftpPassive': { flag: '--ftp-passive', value: 'pasv', gives: 'pasv' },
  'line.ftpCommands': { flag: '--ftp-commands', value: 'single', gives: 'single' },
  'line.oldSshAlgorithms': { flag: '--ssh-old-algorithms', gives: true },
  ownNames: { flag: '--own-names', value: 'sync-*.txt', gives: 'sync-*.txt' },
  lock: { flag: '--no-lock', gives: 'off' },
  writing: { flag: '--in-place', gives: 'in-place' },
  versionsIn: { flag: '--versions-in', value: '/kept', gives: '/kept' },
  firstSync: { flag: '--first-sync', value: 'newer', gives: 'newer' },
  'versions.kind': { flag: '--no-versions', gives: 'off' },
  'versions.days': { flag: '--versions-days', value: '7', gives: 7 },
  'versions.megabytes': { flag: '--versions-size', value: '2 GB', gives: 2000 },
  'deletionLimit.percent': { flag: '--max-delete', value: '30%', gives: 30 },
  'deletionLimit.files': { flag: '--max-delete', value: '20', gives: 20 },
};

/** Every option of a profile by its path. */
function leaves(value: object, above = ''): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, each] of Object.entries(value) as [string, unknown][]) {
    if (typeof each === 'object' && each !== null && !Array.isArray(each)) {
      for (const [path, leaf] of leaves(each, `${above}${key}.`)) found.set(path, leaf);
    } else found.set(above + key, each);
  }
  return found;
}

/** What only the window's menus ask: the command line itself is how a run is begun there. */
const ONLY_IN_THE_WINDOW = ['unattended'];

const PATHS = [...leaves(DEFAULT_OPTIONS).keys()].filter((path) => !ONLY_IN_THE_WINDOW.includes(path));

/** What a command is given by words of the command line. */
async function given(command: Command, words: readonly string[]): Promise<RawOptions> {
  const taken: RawOptions[] = [];
  const said: string[] = [];
  const output = { write: (text: string) => void said.push(text), isTerminal: false, columns: undefined };
  const context: CliContext = {
    env: {},
    program: [],
    words: [],
    folder: '/',
    platform: 'linux',
    homeFolder: '/home',
    out: output,
    err: output,
    asker: undefined,
    signal: new AbortController().signal,
    now: () => 0,
  };
  const listening: Command = {
    ...command,
    run: ({ options }) => {
      taken.push(options);
      return Promise.resolve(0);
    },
  };
  const operands = command.name === 'run' ? [] : ['a', 'b'];
  await runProgram([listening], [command.name, ...words, ...operands], context);
  expect(said.join('')).toBe('');
  return taken[0] ?? {};
}

function profileValue(path: string, options: RawOptions): unknown {
  return leaves(profileOptionsOf(readOptions(options))).get(path);
}

describe('an option of a profile', () => {
  it('has a way to say it elsewhere, however new it is', () => {
    expect(Object.keys(WAYS).sort()).toEqual(PATHS.sort());
  });

  it.each(Object.entries(WAYS))(
    '%s can be said on the command line',
    async (path, { flag, value, gives }) => {
      const words = value === undefined ? [flag] : [flag, value];
      for (const command of [upload, run]) {
        expect(profileValue(path, await given(command, words))).toEqual(gives);
      }
      // Without the option it says something else.
      expect(profileValue(path, {})).not.toEqual(gives);
    },
  );

  it.each(Object.entries(WAYS))('%s can be said in a file of tasks', (path, { flag, value, gives }) => {
    const key = flag.replace(/^--/, '').replaceAll('-', '_');
    const text = JSON.stringify({ tasks: { a: { command: 'upload', remote: 'b', [key]: value ?? true } } });
    const task = readTaskFile(text, 'evenkeel.yaml').tasks.get('a');
    if (task === undefined || task instanceof UsageError) throw task ?? new Error('There is no task.');
    expect(profileValue(path, task.options)).toEqual(gives);
  });
});

it('every option of sync, upload, download and run is one that a task can have, and the other way round', () => {
  const flags = [upload, download, sync, run].flatMap(({ options }) =>
    options.flatMap((group) => group.options),
  );
  const names = flags.map(({ flags: text }) => {
    const name = /--(?:no-)?([a-z-]+)/.exec(text)?.[1] ?? '';
    return name.replaceAll(/-([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
  });
  const onlyTyped = ['root', 'here', 'execute', 'files', 'sort'];
  expect([...new Set(names)].filter((name) => !onlyTyped.includes(name)).sort()).toEqual(
    [...OPTION_NAMES].sort(),
  );
});
