import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../shared/entry/entry.js';
import { compileFilters } from './compile.js';
import { DEFAULT_FILTERS, type Filters } from './filters.js';
import { parseIgnoreFile } from './ignore-file.js';

const NOTHING: Filters = { ...DEFAULT_FILTERS, excludeNames: [], system: 'include' };

/** A path that ends with a slash is a folder. */
function isLeftOut(lines: readonly string[], path: string, filters: Partial<Filters> = {}): boolean {
  const { patterns } = parseIgnoreFile(lines.join('\n'));
  const isFolder = path.endsWith('/');
  const entry: Entry = isFolder ? { kind: 'folder' } : { kind: 'file', size: 1 };
  const compiled = compileFilters({ ...NOTHING, patterns, ...filters }, 0);
  return compiled.verdict(isFolder ? path.slice(0, -1) : path, entry).kind === 'left-out';
}

describe.each<[what: string, lines: readonly string[], leftOut: readonly string[], kept: readonly string[]]>([
  [
    'a plain name fits files and folders at every depth',
    ['log'],
    ['log', 'a/log', 'a/b/log/'],
    ['logs', 'a.log'],
  ],
  ['what lies below a folder that fits is left out with it', ['log'], ['log/a', 'x/log/y/z'], ['x/y']],
  ['* is any run of letters in one name', ['*.bak'], ['a.bak', 'x/.bak', 'x/y.bak/'], ['a.baker', 'bak']],
  ['* does not cross a slash', ['a/*.txt'], ['a/b.txt'], ['a/b/c.txt', 'x/a/b.txt']],
  ['? is one letter, of any script', ['a?c'], ['abc', 'a\u{1F980}c', 'aéc'], ['ac', 'abbc']],
  ['[...] is one letter of a set', ['v[0-9].[ch]'], ['v1.c', 'v9.h'], ['v10.c', 'vx.c', 'v1.d']],
  ['[!...] and [^...] are any other letter', ['[!a]x', '[^b]y'], ['bx', 'ay'], ['ax', 'by']],
  ['a ] that comes first is a letter', ['[]-]x'], [']x', '-x'], ['[x']],
  ['named classes are those of POSIX', ['[[:digit:][:space:]]x'], ['7x', ' x'], ['ax', ':x']],
  ['a slash in front binds to the root', ['/build'], ['build', 'build/'], ['a/build']],
  ['a slash in between binds to the root', ['a/b'], ['a/b', 'a/b/c'], ['x/a/b', 'a/x/b']],
  ['a slash at the end means folders only', ['tmp/'], ['tmp/', 'x/tmp/', 'tmp/a'], ['tmp', 'x/tmp']],
  ['**/ is any number of folders, also none', ['**/b/c'], ['b/c', 'a/b/c', 'x/a/b/c'], ['b/x/c', 'ab/c']],
  ['/**/ in between as well', ['a/**/b'], ['a/b', 'a/x/b', 'a/x/y/b'], ['b', 'ax/b', 'x/a/b']],
  ['/** at the end is what lies in a folder', ['a/**'], ['a/b', 'a/b/c/'], ['a/', 'b/a/c']],
  ['** within a name is a plain *', ['a**c/x'], ['abc/x', 'ac/x'], ['a/b/c/x']],
  ['! keeps what an earlier line left out', ['*.log', '!key.log'], ['a.log'], ['key.log', 'x/key.log']],
  ['the last line that fits decides', ['!key.log', '*.log'], ['key.log', 'a.log'], ['a']],
  ['nothing comes back from below a folder that is left out', ['a/', '!a/b'], ['a/b', 'a/'], ['b']],
  ['it does where only the content was left out', ['a/*', '!a/b/'], ['a/x', 'a/b'], ['a/', 'a/b/', 'a/b/c']],
  [
    'a backslash takes a letter as it stands',
    ['\\*\\[a]', '\\#x', '\\!y'],
    ['*[a]', '#x', '!y'],
    ['b[a]', 'x'],
  ],
  ['# begins a comment, only at the start', ['#a', 'b#c'], ['b#c'], ['#a', 'a', 'b']],
  ['blanks at the end are dropped, escaped ones are not', ['a   ', 'b\\ '], ['a', 'b '], ['a   ', 'b']],
  ['capital letters differ from small ones', ['Readme'], ['Readme'], ['README', 'readme']],
  ['a backslash is no separator', ['a\\b'], ['ab'], ['a/b']],
  [
    'accents may be spelled in either way',
    ['caf\u00e9', 'e\u0301t\u00e9'],
    ['cafe\u0301', '\u00e9te\u0301'],
    ['cafe'],
  ],
])('%s: %j', (_what, lines, leftOut, kept) => {
  it.each(leftOut)('leaves out %s', (path) => expect(isLeftOut(lines, path)).toBe(true));
  it.each(kept)('keeps %s', (path) => expect(isLeftOut(lines, path)).toBe(false));
});

describe('patterns where capital and small letters are the same', () => {
  it.each([
    ['*.BAK', 'x.bak'],
    ['readme', 'README'],
    ['[A-C]x', 'bX'],
    ['[a-c]x', 'BX'],
    ['Ä*', 'ärger'],
  ])('%s leaves out %s', (line, path) => expect(isLeftOut([line], path, { ignoreCase: true })).toBe(true));

  it('still keep what a class excludes', () => {
    expect(isLeftOut(['[!a-c]x'], 'Bx', { ignoreCase: true })).toBe(false);
  });
});

describe('an .evenkeelignore', () => {
  it('may begin with a byte order mark and end its lines as Windows does', () => {
    expect(parseIgnoreFile('\uFEFF*.bak\r\n\r\n# note\r\n!a.bak\r\n').patterns).toEqual([
      { text: '*.bak', source: { kind: 'ignore-file', line: 1 } },
      { text: '!a.bak', source: { kind: 'ignore-file', line: 4 } },
    ]);
  });

  it.each([
    ['[a-', 'A “[” in it is not closed properly.'],
    ['[[:vowel:]]', 'A “[” in it is not closed properly.'],
    ['a\\', 'It ends with a backslash.'],
    ['!', 'It matches nothing.'],
    ['/', 'It matches nothing.'],
    ['a//b', 'It has an empty name between two slashes.'],
    ['./a', 'It contains “.” or “..”; write the path from the root of the folder instead.'],
    ['../a', 'It contains “.” or “..”; write the path from the root of the folder instead.'],
  ])('goes on without the line %j and says why', (line, why) => {
    const { patterns, problems } = parseIgnoreFile(`first\n${line}\nlast`);
    expect(patterns.map(({ text }) => text)).toEqual(['first', 'last']);
    expect(problems).toEqual([{ pattern: { text: line, source: { kind: 'ignore-file', line: 2 } }, why }]);
  });
});
