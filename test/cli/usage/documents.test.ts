import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/main/cli/commands/table.js';
import { commandLinePage } from '../../../src/main/cli/help/markdown.js';
import { parserOf } from '../../../src/main/cli/program.js';

const DOCS = join(import.meta.dirname, '..', '..', '..', 'docs');

it('docs/command-line.md says what the commands say of themselves (npm run docs writes it)', async () => {
  const page = join(DOCS, 'command-line.md');
  const made = await format(commandLinePage(COMMANDS), {
    ...(await resolveConfig(page)),
    parser: 'markdown',
  });
  expect(await readFile(page, 'utf8')).toBe(made);
});

it('every link of docs/command-line.md leads to a heading of it, and to one only', async () => {
  const text = await readFile(join(DOCS, 'command-line.md'), 'utf8');
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title.toLowerCase().replaceAll(' ', '-'),
  );
  expect(new Set(headings).size).toBe(headings.length);
  for (const [, anchor] of text.matchAll(/\]\(#([^)]*)\)/g)) expect(headings).toContain(anchor);
});

describe('docs/coming-from-pyftpsync.md', () => {
  /** What pyftpsync 4 takes, by command; what has no counterpart stands in `GONE`. */
  const RUNNING =
    '-n --dry-run --progress --no-color --ftp-active --migrate --no-verify-host-keys --prompt --no-prompt --no-keyring --no-netrc --store-password -v --verbose -q --quiet --case=strict --case=local --case=remote';
  const EVEN = `${RUNNING} -m=* --match=* -x=* --exclude=* --create-folder --report-problems`;
  const ONE_WAY = `${EVEN} --force --delete --delete-unmatched --resolve=skip --resolve=ask`;
  const TARGET =
    '-m=* --match=* -x=* --exclude=* --no-color --ftp-active --no-verify-host-keys --prompt --no-prompt --no-keyring --no-netrc --store-password -v --verbose -q --quiet';
  const TAKEN: Readonly<Record<string, string>> = {
    'upload a b': `${ONE_WAY} --resolve=local`,
    'download a b': `${ONE_WAY} --resolve=remote`,
    'sync a b': `${EVEN} --resolve=old --resolve=new --resolve=local --resolve=remote --resolve=keep-both --resolve=merge --resolve=skip --resolve=ask`,
    'run task': `${RUNNING} --root --here --execute`,
    'scan a': `${TARGET} --list -r --recursive --remove-meta --remove-locks`,
    'tree a': `${TARGET} --files --sort`,
  };
  const GONE = ['--debug'];
  const everywhere = ['-h', '--help', '-V', '--version'];

  it.each(Object.entries(TAKEN))('what it says of evenkeel %s is taken', async (command, options) => {
    for (const option of options.split(' ')) {
      const read: unknown[] = [];
      const parser = parserOf(COMMANDS, 80, (_command, operands) => {
        read.push(operands.length);
        return Promise.resolve();
      });
      for (const each of [parser, ...parser.commands]) {
        each.exitOverride().configureOutput({ outputError: () => undefined });
      }
      const words = option.startsWith('--') ? [option] : option.split('=');
      await parser.parseAsync([...command.split(' '), ...words], { from: 'user' });
      expect(read, option).toEqual([command.split(' ').length - 1]);
    }
  });

  it('names every option of pyftpsync, and no other', async () => {
    const text = await readFile(join(DOCS, 'coming-from-pyftpsync.md'), 'utf8');
    const [, table = ''] = text.split('## Options');
    const named = [...table.matchAll(/^\| (`-.*?) +\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(-[a-z-]+)/gi)].map(([, option = '']) => option),
    );
    const known = Object.values(TAKEN).flatMap((options) =>
      options.split(' ').map((option) => option.replace(/=.*/, '')),
    );
    expect(named.toSorted()).toEqual([...new Set([...known, ...GONE, ...everywhere])].toSorted());
  });

  it('links to pages and headings that are there', async () => {
    for (const page of ['coming-from-pyftpsync.md', 'command-line.md']) {
      const text = await readFile(join(DOCS, page), 'utf8');
      for (const [, target = ''] of text.matchAll(/\]\(([^)#]+\.md)/g)) {
        expect((await readFile(join(DOCS, target), 'utf8')).length).toBeGreaterThan(0);
      }
    }
  });
});
