import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFilters } from './compile.js';
import { DEFAULT_FILTERS } from './filters.js';
import { parseIgnoreFile } from './ignore-file.js';

/** What git is asked about: a folder ends with a slash. */
const TREE = [
  'a/',
  'a/a',
  'a/b/',
  'a/b/a',
  'a/b/c/',
  'a/b/c/b',
  'a/ab.c',
  'b',
  'c/',
  'c/!b',
  'c/#a',
  'c/a b',
  'c/[a]',
  'c/-',
  'c/b/',
  'c/b/a',
  'c/b/b.c',
  'c/0',
  'ab',
  'abc/',
  'abc/b',
  '.a',
  'B',
  'a.c',
  'b ',
];

/** Lines that mix all that patterns are made of, many of them badly formed. */
const PARTS = [
  ...[
    'a',
    'b',
    'c',
    'a',
    'b',
    '*',
    '*',
    '**',
    '***',
    '?',
    '/',
    '/',
    '/**/',
    '**/',
    '/*',
    '.',
    ' ',
    '\\ ',
    '\\',
  ],
  ...[
    '[ab]',
    '[!a]',
    '[^b]',
    '[a-c]',
    '[]-]',
    '[a',
    '[[:alpha:]]',
    '[[:digit:]-]',
    '[[:no:]]',
    '[\\]]',
    '[]',
  ],
  ...['!', '#', '\\!', '\\#', '\\*', '-', 'B', '0', '[b-', '[c-a]', '[[a]', '[[:a]', '[a-\\c]', '[*-?]'],
];
const LINE = fc
  .tuple(fc.constantFrom('', '', '', '!', '/', '#'), fc.array(fc.constantFrom(...PARTS), { maxLength: 5 }))
  .map(([start, parts]) => start + parts.join(''));
const FILES = fc.array(LINE, { minLength: 1, maxLength: 6 });
const FILE_COUNT = 150;
const SEED = 20_261_122;

function gitIsThere(): boolean {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What `git check-ignore` says of every path of every folder: the number of the line that decides, 0 for none. */
async function askGit(files: readonly (readonly string[])[]): Promise<readonly (readonly number[])[]> {
  const root = await mkdtemp(join(tmpdir(), 'evenkeel-git-'));
  try {
    await git(root, ['init', '-q'], '');
    for (const [index, lines] of files.entries()) {
      const folder = join(root, String(index));
      for (const path of TREE) {
        if (path.endsWith('/')) await mkdir(join(folder, path), { recursive: true });
        else {
          await mkdir(dirname(join(folder, path)), { recursive: true });
          await writeFile(join(folder, path), '');
        }
      }
      await writeFile(join(folder, '.gitignore'), lines.join('\n'));
    }
    const asked = files.flatMap((_lines, index) =>
      TREE.map((path) => `${index}/${path.replace(/\/$/, '')}\0`),
    );
    const answer = await git(
      root,
      ['check-ignore', '--no-index', '-z', '-v', '-n', '--stdin'],
      asked.join(''),
    );
    // Four fields for each path: the file, the line, the pattern, the path.
    const fields = answer.split('\0');
    return files.map((_lines, index) =>
      TREE.map((_path, at) => {
        const start = 4 * (index * TREE.length + at);
        const keeps = fields[start + 2]?.startsWith('!') === true;
        return keeps ? 0 : Number(fields[start + 1] ?? Number.NaN);
      }),
    );
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function git(folder: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['-c', 'core.excludesFile=', '-c', 'core.ignoreCase=false', ...args],
      {
        cwd: folder,
        maxBuffer: 1 << 26,
        env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: join(folder, 'none') },
      },
      // It ends with 1 where nothing is ignored.
      (error, stdout) => {
        if (error !== null && error.code !== 1) reject(new Error(error.message));
        else resolve(stdout);
      },
    );
    child.stdin?.end(input);
  });
}

/** What Evenkeel says of the same. */
function askEvenkeel(lines: readonly string[]): readonly number[] {
  const { patterns } = parseIgnoreFile(lines.join('\n'));
  const filters = compileFilters({ ...DEFAULT_FILTERS, excludeNames: [], system: 'include', patterns }, 0);
  return TREE.map((path) => {
    const isFolder = path.endsWith('/');
    const verdict = filters.verdict(
      path.replace(/\/$/, ''),
      isFolder ? { kind: 'folder' } : { kind: 'file', size: 0 },
    );
    if (verdict.kind === 'kept') return 0;
    const { by } = verdict;
    return by.kind === 'pattern' && by.pattern.source.kind === 'ignore-file' ? by.pattern.source.line : -1;
  });
}

describe('patterns', () => {
  // Windows can hold neither all of the names nor tells capital letters from small ones.
  it.skipIf(process.platform !== 'linux' || !gitIsThere())(
    `leave out what git leaves out, by the same line, in ${FILE_COUNT} generated files (needs git on Linux)`,
    { timeout: 120_000 },
    async () => {
      const files = fc.sample(FILES, { seed: SEED, numRuns: FILE_COUNT });
      const expected = await askGit(files);
      const table = (answers: readonly (readonly number[])[]): unknown =>
        files.map((lines, index) => ({
          lines,
          leftOut: TREE.map((path, at) => `${path} ${answers[index]?.[at] ?? '?'}`),
        }));
      expect(table(files.map(askEvenkeel))).toEqual(table(expected));
      const decided = expected.flat().filter((line) => line > 0).length;
      expect(decided).toBeGreaterThan(FILE_COUNT);
    },
  );
});

describe('hostile patterns', () => {
  const long = 'a'.repeat(255);
  it.each([
    ['many stars in a name', `${'*a'.repeat(100)}*b`, long],
    ['many stars and a class', `${'*[a-z]'.repeat(100)}!`, long],
    ['many stars in a path', `/${'**/a/'.repeat(60)}b`, Array.from({ length: 120 }, () => 'a').join('/')],
    ['stars of both kinds', `/${'**/*a*a*/'.repeat(30)}b`, Array.from({ length: 60 }, () => long).join('/')],
  ])('come to an end: %s', (_what, line, path) => {
    const { patterns } = parseIgnoreFile(line);
    const filters = compileFilters({ ...DEFAULT_FILTERS, patterns }, 0);
    expect(patterns).toHaveLength(1);
    expect(filters.verdict(path, { kind: 'file', size: 1 })).toEqual({ kind: 'kept' });
  });
});
