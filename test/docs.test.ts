import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { TWO_WAY, type Rule } from '../src/main/sync/decide/decision-table.js';
import { PROMISES } from '../src/shared/promises.js';
import type { EntryClass } from '../src/shared/plan/plan.js';

const ROOT = join(import.meta.dirname, '..');

const SYMBOLS: Readonly<Record<Rule, string>> = {
  nothing: '=',
  equal: '=',
  'to-remote': '→',
  'to-local': '←',
  'delete-local': '← x',
  'delete-remote': 'x →',
  forget: '0',
  compare: 'compare',
  conflict: '!',
};
const CLASSES: readonly EntryClass[] = ['missing', 'new', 'unmodified', 'modified', 'deleted', 'existing'];

const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe('the promises', () => {
  it('are called in README.md what they are called in the code', async () => {
    const text = await readFile(join(ROOT, 'README.md'), 'utf8');
    const rows = text.split('\n').filter((line) => /^\| S\d/.test(line));
    expect(rows.map(cellsOf)).toEqual(PROMISES.map(({ code, name, meaning }) => [code, name, meaning]));
  });

  it('are each explained in docs/engine.md, under the same name', async () => {
    const text = await readFile(join(ROOT, 'docs', 'engine.md'), 'utf8');
    const rows = text.split('\n').filter((line) => /^\| S\d/.test(line));
    expect(rows.map((row) => cellsOf(row)[0])).toEqual(PROMISES.map(({ code, name }) => `${code} ${name}`));
  });
});

describe('docs/engine.md', () => {
  it('shows the table that the engine decides by', async () => {
    const text = await readFile(join(ROOT, 'docs', 'engine.md'), 'utf8');
    const shown = CLASSES.map((local) => {
      const line = text.split('\n').find((each) => each.startsWith(`| **${local}**`)) ?? '';
      return line
        .split('|')
        .slice(2, -1)
        .map((cell) => cell.trim());
    });
    expect(shown).toEqual(CLASSES.map((local) => CLASSES.map((remote) => SYMBOLS[TWO_WAY[local][remote]])));
  });
});

const FOLDERS = ['src', 'test', 'e2e', 'scripts', 'docs', 'bin', 'assets', '.github', '.ci'];
/** What is named from `src/main` on: the parts of the main process that have parts themselves. */
const PARTS = ['app', 'sync', 'targets'];
const ABOUT = ['CONTRIBUTING.md', 'README.md', 'SECURITY.md'];

/** What a recipe calls what somebody has yet to make: it has no file, only the folder that it goes into has. */
const PLACEHOLDER = /^(NAME|FEATURE|Name)\b/;

/** The paths that a text names as code: those below one of our folders, and the names of source files. */
function pathsIn(text: string): readonly string[] {
  const words = [...text.matchAll(/`([^`\s]+)`/g)].map(([, word]) => (word ?? '').replace(/\/$/, ''));
  return [...new Set(words.filter((word) => isBelowOurs(word) || /^[\w./-]+\.(tsx?|mjs)$/.test(word)))];
}

function isBelowOurs(word: string): boolean {
  return [...FOLDERS, ...PARTS].some((folder) => word.startsWith(`${folder}/`)) && !/[*<>()]/.test(word);
}

/** The files and folders that a text links to, counted from `folder`. */
function linksIn(text: string, folder: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => join(folder, target));
}

describe('what the documents name', () => {
  let known: readonly string[];
  let documents: readonly string[];
  beforeAll(async () => {
    const below = await Promise.all(
      FOLDERS.map(async (folder) =>
        (await readdir(join(ROOT, folder), { recursive: true })).map((name) => join(folder, name)),
      ),
    );
    const top = await readdir(ROOT);
    known = [...FOLDERS, ...top, ...below.flat()];
    documents = [...ABOUT, ...top.filter((name) => name === 'CHANGELOG.md'), ...(await documentsIn('docs'))];
  });

  async function documentsIn(folder: string): Promise<readonly string[]> {
    return (await readdir(join(ROOT, folder)))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name));
  }

  /** Whether a path leads to something, from the top or from wherever the sentence is about. */
  function leadsSomewhere(path: string): boolean {
    const parts = path.split('/');
    const open = parts.findIndex((part) => PLACEHOLDER.test(part));
    const certain = open === -1 ? path : parts.slice(0, open).join('/');
    return certain === '' || known.some((one) => one === certain || one.endsWith(`/${certain}`));
  }

  it('is there: each path in the code of a sentence', async () => {
    const missing: string[] = [];
    for (const document of documents) {
      const text = await readFile(join(ROOT, document), 'utf8');
      for (const path of pathsIn(text)) if (!leadsSomewhere(path)) missing.push(`${document}: ${path}`);
    }
    expect(missing).toEqual([]);
  });

  it('is there: each file that is linked to', async () => {
    const missing: string[] = [];
    for (const document of documents) {
      const text = await readFile(join(ROOT, document), 'utf8');
      for (const path of linksIn(text, dirname(document))) {
        await access(join(ROOT, path)).catch(() => missing.push(`${document}: ${path}`));
      }
    }
    expect(missing).toEqual([]);
  });

  it('is complete: README.md lists each part of src/main', async () => {
    const text = await readFile(join(ROOT, 'README.md'), 'utf8');
    const [, tree = ''] = /\n {4}src\/main\/.*\n((?: {6}.*\n)+)/.exec(text) ?? [];
    const named = [...tree.matchAll(/(?<= )([a-z]+)\//g)].map(([, name]) => name);
    const parts = await readdir(join(ROOT, 'src', 'main'), { withFileTypes: true });
    expect(named.sort()).toEqual(parts.filter((part) => part.isDirectory()).map(({ name }) => name));
  });
});
