import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../src/main/cli/commands/table.js';
import { commandLinePage } from '../../src/main/cli/help/markdown.js';

const DOCS = join(import.meta.dirname, '..', '..', 'docs');

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
