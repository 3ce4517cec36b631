import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../shared/entry/entry.js';
import { joinPath } from '../../../shared/entry/path.js';
import { compileFilters } from './compile.js';
import { describeFilter } from './describe.js';
import { DEFAULT_FILTERS, withIgnoreFile, type Filters } from './filters.js';
import { parseIgnoreFile } from './ignore-file.js';
import type { Pattern } from './pattern.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 15);
const FOLDER: Entry = { kind: 'folder' };
const LINK: Entry = { kind: 'other', what: 'symbolic-link' };

function file(size: number, ageDays = 0): Entry {
  return { kind: 'file', size, modified: { ms: NOW - ageDays * DAY, precisionMs: 1 } };
}

function inProfile(...lines: readonly string[]): readonly Pattern[] {
  return lines.map((text) => ({ text, source: { kind: 'profile' } }));
}

/** Why an item is left out, or `kept`. */
function told(filters: Partial<Filters>, path: string, entry: Entry = file(1)): string {
  const verdict = compileFilters({ ...DEFAULT_FILTERS, ...filters }, NOW).verdict(path, entry);
  return verdict.kind === 'kept' ? 'kept' : describeFilter(verdict.by);
}

describe('what each filter leaves out, and how that is told', () => {
  it.each<[Partial<Filters>, path: string, entry: Entry, expected: string]>([
    [{}, 'a/b.txt', file(1), 'kept'],
    [{}, '.git', FOLDER, 'It is excluded by the name “.git”.'],
    [{}, 'a/.git/b', file(1), 'The folder “a/.git” above it is excluded by the name “.git”.'],
    [{ excludeNames: ['*.o', 'x?'] }, 'a/b.o', FOLDER, 'It is excluded by the name “*.o”.'],
    [{ excludeNames: ['a/*.o'] }, 'a/b.o', file(1), 'It is excluded by the name “a/*.o”.'],
    [{ excludeNames: ['a/*.o'] }, 'x/a/b.o', file(1), 'kept'],
    [{ excludeNames: ['draft [1'] }, 'draft [1', file(1), 'It is excluded by the name “draft [1”.'],
    [
      { excludeNames: [] },
      'a/.pyftpsync-meta.json',
      file(1),
      'It is excluded because files called “.pyftpsync-meta.json” belong to pyftpsync and are never synced.',
    ],
    [{ matchNames: ['*.txt'] }, 'a.txt', file(1), 'kept'],
    [{ matchNames: ['*.txt'] }, 'a', FOLDER, 'kept'],
    [{ matchNames: ['*.txt'] }, 'a/b.md', file(1), 'It is excluded because its name does not match “*.txt”.'],
    [
      { matchNames: ['*.txt', '*.png'] },
      'a/b.md',
      file(1),
      'It is excluded because its name matches none of “*.txt”, “*.png”.',
    ],
    [{ matchNames: ['*.txt'], pairMatchNames: ['a*'] }, 'a.txt', file(1), 'kept'],
    [
      { matchNames: ['*.txt'], pairMatchNames: ['a*'] },
      'b.txt',
      file(1),
      'It is excluded because its name does not match “a*”.',
    ],
    [
      { patterns: [{ text: '/cache/', source: { kind: 'pair' } }] },
      'cache',
      FOLDER,
      'It is excluded by the pattern “/cache/” of this folder pair.',
    ],
    [
      { patterns: [...inProfile('*.log'), { text: '!keep.log', source: { kind: 'pair' } }] },
      'keep.log',
      file(1),
      'kept',
    ],
    [{ patterns: inProfile('*.bak') }, 'a.bak', LINK, 'It is excluded by the pattern “*.bak”.'],
    [{ patterns: inProfile('[a') }, '[a', file(1), 'kept'],
    [
      { hidden: 'exclude' },
      '.profile',
      file(1),
      'It is excluded because names that start with a dot are hidden.',
    ],
    [
      { hidden: 'exclude' },
      'a/.x/b',
      file(1),
      'The folder “a/.x” above it is excluded because names that start with a dot are hidden.',
    ],
    [{}, '.profile', file(1), 'kept'],
    [{}, 'a/THUMBS.DB', file(1), 'It is excluded because “Thumbs.db” is a system file.'],
    [{}, 'a/._photo.jpg', file(1), 'It is excluded because “._*” is a system file.'],
    [{ system: 'include' }, 'a/Thumbs.db', file(1), 'kept'],
    [{ size: { least: 10 } }, 'a', file(9), 'It is excluded because it is smaller than 10 bytes.'],
    [{ size: { least: 10, most: 1_500_000 } }, 'a', file(10), 'kept'],
    [{ size: { most: 1_500_000 } }, 'a', file(1_500_001), 'It is excluded because it is larger than 1.5 MB.'],
    [{ size: { most: 0 } }, 'a', FOLDER, 'kept'],
    [
      { age: { least: DAY } },
      'a',
      file(1, 0.5),
      'It is excluded because it was modified less than 1 day ago.',
    ],
    [
      { age: { most: 30 * DAY } },
      'a',
      file(1, 31),
      'It is excluded because it was modified more than 30 days ago.',
    ],
    [{ age: { least: DAY, most: 30 * DAY } }, 'a', file(1, 30), 'kept'],
    [{ age: { least: DAY, most: 30 * DAY } }, 'a', { kind: 'file', size: 1 }, 'kept'],
  ])('%j: %s, %j', (filters, path, entry, expected) => {
    expect(told(filters, path, entry)).toBe(expected);
  });
});

describe('a ! pattern', () => {
  it('brings back what is hidden or of the system, since it names it', () => {
    const filters: Partial<Filters> = {
      hidden: 'exclude',
      patterns: inProfile('!.htaccess', '!.well-known/', '!desktop.ini'),
    };
    for (const path of ['.htaccess', 'a/.htaccess', '.well-known/key', 'desktop.ini']) {
      expect(told(filters, path)).toBe('kept');
    }
    expect(told(filters, '.htpasswd')).not.toBe('kept');
  });

  it('does not bring back an excluded name', () => {
    expect(told({ excludeNames: ['*.o'], patterns: inProfile('!a.o') }, 'a.o')).not.toBe('kept');
  });
});

describe('an .evenkeelignore together with a profile', () => {
  const { patterns } = parseIgnoreFile('# mine\n\n*.bak\n*.tmp');
  const filters = withIgnoreFile({ ...DEFAULT_FILTERS, patterns: inProfile('!keep.bak') }, patterns);

  it('is named with its line', () => {
    expect(told(filters, 'a.bak')).toBe('It is excluded by the pattern “*.bak” (line 3 of .evenkeelignore).');
  });

  it('gives the profile the last word', () => expect(told(filters, 'keep.bak')).toBe('kept'));
});

describe('a pair', () => {
  const filters = compileFilters({ ...DEFAULT_FILTERS, size: { most: 100 }, age: { most: 10 * DAY } }, NOW);

  it.each<[string, local: Entry | undefined, remote: Entry | undefined, 'kept' | 'left-out']>([
    ['is kept where both are', file(1), file(2), 'kept'],
    ['is left out where the local file is', file(101), file(2), 'left-out'],
    ['is left out where the remote file is', file(1), file(2, 11), 'left-out'],
    ['is left out where its only file is', undefined, file(101), 'left-out'],
    ['is left out where a folder faces such a file', FOLDER, file(101), 'left-out'],
    ['is kept where nothing is left of it', undefined, undefined, 'kept'],
  ])('%s', (_what, local, remote, expected) => {
    expect(filters.pairVerdict('a', local, remote).kind).toBe(expected);
  });
});

describe('for any filters and items', () => {
  const names = fc.constantFrom('a', 'b', '.c', 'ab', 'a.o', 'b.o', 'Thumbs.db');
  const paths = fc
    .array(names, { minLength: 1, maxLength: 4 })
    .map((list) => list.reduce<string>(joinPath, ''));
  const lines = fc.constantFrom('a', '*.o', '!b.o', 'a/', '/b', 'a/**', '**/b', '!a/b', '?b', '[ab]', '.c/*');
  const entries = fc.constantFrom<Entry>(FOLDER, LINK, file(1), file(1000), file(1, 40));
  const filters = fc.record<Filters>({
    matchNames: fc.constantFrom([], ['*.o'], ['a*', 'b*']),
    pairMatchNames: fc.constantFrom([], ['*.o', 'a']),
    excludeNames: fc.constantFrom([], ['ab'], ['b/*']),
    patterns: fc.array(lines, { maxLength: 5 }).map((texts) => inProfile(...texts)),
    size: fc.constantFrom({}, { most: 10 }),
    age: fc.constantFrom({}, { most: 30 * DAY }),
    hidden: fc.constantFrom('include', 'exclude'),
    system: fc.constantFrom('include', 'exclude'),
    ignoreCase: fc.boolean(),
  });
  const items = fc.array(fc.tuple(paths, entries), { minLength: 1, maxLength: 30 });

  it('the verdict does not depend on what was asked before', () => {
    fc.assert(
      fc.property(filters, items, (given, list) => {
        const asked = compileFilters(given, NOW);
        const forwards = list.map(([path, entry]) => asked.verdict(path, entry));
        const afresh = list.map(([path, entry]) => compileFilters(given, NOW).verdict(path, entry));
        const backwards = list.toReversed().map(([path, entry]) => asked.verdict(path, entry));
        expect(forwards).toEqual(afresh);
        expect(backwards.toReversed()).toEqual(afresh);
      }),
    );
  });

  it('everything below a folder that is left out is left out, and names that folder', () => {
    let seen = 0;
    fc.assert(
      fc.property(filters, paths, paths, entries, (given, folder, below, entry) => {
        const compiled = compileFilters(given, NOW);
        if (compiled.verdict(folder, FOLDER).kind === 'kept') return;
        seen += 1;
        const verdict = compiled.verdict(joinPath(folder, below), entry);
        expect(verdict.kind).toBe('left-out');
        const named = verdict.kind === 'left-out' ? verdict.by.folder : undefined;
        expect(folder === named || folder.startsWith(`${named ?? '-'}/`)).toBe(true);
      }),
    );
    expect(seen).toBeGreaterThan(10);
  });

  it('a pair has the verdict of its sides in either order', () => {
    fc.assert(
      fc.property(filters, paths, entries, entries, (given, path, one, other) => {
        const compiled = compileFilters(given, NOW);
        const kind = compiled.pairVerdict(path, one, other).kind;
        expect(compiled.pairVerdict(path, other, one).kind).toBe(kind);
        const both = [one, other].every((entry) => compiled.verdict(path, entry).kind === 'kept');
        expect(kind).toBe(both ? 'kept' : 'left-out');
      }),
    );
  });
});

it.each([
  'EVENKEEL.YAML',
  'PyFtpSync.yaml',
  'Evenkeel.Yaml',
  'sub/EvenKeel.yaml',
  '.PYFTPSYNC-META.JSON',
  'pyftp\u017fync.yaml',
  'even\u212aeel.yaml',
  'even\u200bkeel.yaml',
  'evenkeel.yaml.',
])('S9: never takes %j for content, on whichever side it is', (path) => {
  const filters = compileFilters({ ...DEFAULT_FILTERS, system: 'include' }, 0);
  const file = { kind: 'file', size: 1, modified: undefined } as const;
  expect(filters.pairVerdict(path, undefined, file).kind).toBe('left-out');
  expect(filters.pairVerdict(path, file, undefined).kind).toBe('left-out');
});

it('takes other names for content that only look alike', () => {
  const filters = compileFilters({ ...DEFAULT_FILTERS, system: 'include' }, 0);
  const file = { kind: 'file', size: 1, modified: undefined } as const;
  for (const path of ['my-evenkeel.yaml', 'evenkeel.yaml.bak', 'evenkeel.yml']) {
    expect(filters.pairVerdict(path, undefined, file).kind).toBe('kept');
  }
});
