import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands/table.js';
import { parserOf, runProgram } from './program.js';
import type { Output, CliContext } from './cli-context.js';

/** Runs words in this process, with nobody looking. */
async function run(words: readonly string[], columns?: number) {
  const said = { out: '', err: '' };
  const output = (stream: keyof typeof said): Output => ({
    write: (text) => void (said[stream] += text),
    isTerminal: false,
    columns,
  });
  const context: CliContext = {
    env: {},
    program: [],
    words: [],
    folder: '/nowhere',
    platform: process.platform,
    homeFolder: '/nowhere',
    out: output('out'),
    err: output('err'),
    asker: undefined,
    signal: new AbortController().signal,
    now: () => 0,
  };
  return { code: await runProgram(COMMANDS, words, context), ...said };
}

describe('a command line that cannot be meant', () => {
  it.each([
    [['synk', 'a', 'b'], 'Did you mean sync?'],
    [['sync', '--dry-rn', 'a', 'b'], 'Did you mean --dry-run?'],
    [['sync', '--delete', 'a', 'b'], '--delete'],
    [['sync', 'a'], 'REMOTE'],
    [['sync', 'a', 'b', 'c'], 'arguments'],
    [['sync', 'a', 'a'], 'the same folder'],
    [['sync', 'a', 'a/sub'], 'inside LOCAL'],
    [['sync', 'a/sub', 'a'], 'inside REMOTE'],
    [['upload', 'a', 'http://example.com/'], 'ftp://, ftps:// or sftp://'],
    [['upload', 'a', 'ftp://example.com:100000/'], 'is not a port number'],
    [['upload', 'a', 'sftp://example.com:x/'], 'ftp://, ftps:// or sftp://'],
    [['upload', 'ftp://example.com/', 'a'], 'LOCAL has to be a local folder'],
    [['upload', '--resolve', 'remote', 'a', 'b'], 'local, skip, ask'],
    [['upload', '--connections', '0', 'a', 'b'], '1 to 32'],
    [['upload', '--limit-rate', 'fast', 'a', 'b'], '500k'],
    [['upload', '--max-delete', '101%', 'a', 'b'], '25%'],
    [['upload', '--exclude', '[a-', 'a', 'b'], '--exclude'],
    [['upload', '--log', 'missing/log.txt', 'a', 'b'], 'Can’t write'],
    [['history'], '--profile NAME'],
    [['history', '--limit', 'x', 'a', 'b'], 'whole number'],
    [['history', '--only', 'lost', 'a', 'b'], 'done, skipped, failed'],
    [['history', '--profile', 'P', 'a', 'b'], 'already defines its folders'],
    [['versions', 'restore', 'a', 'b'], 'Restore which file'],
    [['versions', 'restore', '--version', 'x', 'a', 'b', 'y'], 'Invalid value for --version'],
    [['versions', 'list', '--version', '1', 'a', 'b'], 'There is no --version in versions list'],
    [['versions', '--dry-run', 'a', 'b'], 'There is no --dry-run in versions list'],
    [['versions', 'prune', 'a', 'b', 'x'], 'There is no PATH in versions prune'],
    [['profiles', 'run'], 'Which profile should be run'],
    [['profiles', 'rum', 'x'], 'list, show, run'],
    [['profiles', 'list', '--yes'], 'There is no --yes in profiles list'],
  ])('%j ends with 2, one line and a hint', async (words, part) => {
    const { code, err } = await run(words);
    expect(code).toBe(2);
    expect(err).toContain(part);
    expect(err).toMatch(/^evenkeel: [^\n]+\n {2}[^\n]+\n$/);
  });

  it('gets the help where there is nothing in it', async () => {
    expect(await run([])).toMatchObject({
      code: 2,
      out: expect.stringContaining('Commands:') as string,
      err: '',
    });
  });
});

describe('help', () => {
  it.each(['--help', 'help', 'help sync', 'sync --help'])('%s ends with 0', async (words) => {
    expect(await run(words.split(' '))).toMatchObject({ code: 0, err: '' });
  });

  it.each(COMMANDS)(
    'of $name has a sentence on each option, what holds without it, and an example',
    ({ name, options, examples, description, details = [] }) => {
      for (const text of [description, ...details]) expect(text).toMatch(/^[^ ].*\.$/);
      expect(examples.length).toBeGreaterThan(0);
      for (const { line } of examples) expect(line).toMatch(new RegExp(`\\bevenkeel ${name}\\b`));
      for (const option of options.flatMap((group) => group.options)) {
        expect(option.help.length).toBeGreaterThan(10);
        if (option.flags.includes('<')) expect(option.default, option.flags).toBeTypeOf('string');
      }
    },
  );

  it.each(COMMANDS.flatMap(({ name, examples }) => examples.map(({ line }) => [name, line] as const)))(
    'of %s has examples that the program reads: %s',
    async (name, line) => {
      const read: string[] = [];
      const parser = parserOf(COMMANDS, 80, (command) => {
        read.push(command.name);
        return Promise.resolve();
      });
      for (const each of [parser, ...parser.commands]) {
        each.exitOverride().configureOutput({ outputError: () => undefined });
      }
      await parser.parseAsync(wordsOf(line), { from: 'user' });
      expect(read).toEqual([name]);
    },
  );

  it('says what the program ends with, and keeps within the width that there is', async () => {
    const { out } = await run(['upload', '--help'], 60);
    expect(out).toMatch(/^Exit codes:\n {2}0 {3}success\n/m);
    expect(out).toMatch(/^ {2}10 {2}something was left unresolved[^\n]*\n {6}\S/m);
    expect(out).toContain('Examples:\n  evenkeel upload ');
    const prose = out.split('\n').filter((line) => !line.startsWith('  evenkeel '));
    expect(prose.filter((line) => line.length > 60)).toEqual([]);
  });
});

/** The words behind `evenkeel` in a line of a shell, up to where it ends or goes on with something else. */
function wordsOf(line: string): string[] {
  const [words = ''] = /(?<=\bevenkeel )[^|>)]*/.exec(line) ?? [];
  expect(words).not.toMatch(/['"&;<]/);
  return words.trim().split(' ');
}
