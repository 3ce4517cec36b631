import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../../shared/entry/entry.js';
import { compileFilters } from '../../../sync/filters/compile.js';
import { DEFAULT_FILTERS } from '../../../sync/filters/filters.js';
import { rootOf } from '../format/xml.js';
import { readFilters, type ReadFilter } from './filter.js';

function read(inside: string): ReadFilter {
  return readFilters(rootOf(`<Filter>${inside}</Filter>`), undefined);
}

/** A path that ends with a slash is a folder. */
function leftOut(mask: string, paths: readonly string[]): readonly string[] {
  const { options } = read(`<Exclude><Item>${mask}</Item></Exclude>`);
  const patterns = (options.patterns ?? []).map((text) => ({ text, source: { kind: 'profile' } as const }));
  const compiled = compileFilters({ ...DEFAULT_FILTERS, excludeNames: [], system: 'include', patterns }, 0);
  return paths.filter((path) => {
    const entry: Entry = path.endsWith('/') ? { kind: 'folder' } : { kind: 'file', size: 1 };
    return compiled.verdict(path.replace(/\/$/, ''), entry).kind === 'left-out';
  });
}

describe('a mask of FreeFileSync', () => {
  it.each<[mask: string, out: readonly string[], kept: readonly string[]]>([
    ['*.tmp', ['a.tmp', 'x/y.tmp'], ['a.tmpx']],
    ['*\\thumbs.db', ['thumbs.db', 'x/y/thumbs.db'], ['x/thumbs.dba']],
    ['*\\node_modules\\', ['node_modules/', 'a/node_modules/x'], ['node_modules']],
    ['\\bin\\', ['bin/', 'bin/x'], ['a/bin/', 'bin']],
    ['\\bin', ['bin', 'bin/'], ['a/bin']],
    ['bin', ['bin', 'bin/x'], ['a/bin']],
    ['\\cache\\*', ['cache/', 'cache/a/b'], ['x/cache/']],
    ['\\cache\\*.txt', ['cache/a.txt', 'cache/b/a.txt'], ['a.txt', 'cache/a.doc']],
    ['\\a*z', ['abz', 'ab/c/yz'], ['b/az', 'aby']],
    ['a*', ['abc', 'abc/d'], ['x/abc']],
    ['a | \\b\\', ['a', 'b/'], ['c', 'b']],
    ['*\\#x', ['#x', 'a/#x'], ['x']],
    ['\\[old]\\', ['[old]/'], ['o/']],
    ['/sub/b', ['sub/b', 'sub/b/c'], ['x/sub/b']],
  ])('%s leaves out the same', (mask, out, kept) => {
    expect(leftOut(mask, [...out, ...kept])).toEqual(out);
  });

  it.each(['', ' ', '|', '\\'])('%j leaves nothing out', (mask) => {
    expect(read(`<Exclude><Item>${mask}</Item></Exclude>`).options.patterns).toEqual([]);
  });
});

describe('a filter of FreeFileSync', () => {
  it('for names of files is one of the profile', () => {
    const { options, notes } = read('<Include><Item>*.jpg; </Item><Item>*\\*.png</Item></Include>');
    expect(options.matchNames).toEqual(['*.jpg;', '*.png']);
    expect(notes).toEqual([]);
  });

  it('for folders cannot be taken over, and that is told', () => {
    const { options, notes } = read('<Include><Item>\\public\\</Item><Item>*.png</Item></Include>');
    expect(options.matchNames).toEqual([]);
    expect(notes).toEqual([{ kind: 'include-filter', filters: ['/public/', '*.png'] }]);
  });

  it.each([
    ['<SizeMax Unit="MB">2</SizeMax>', { maxSizeBytes: 2 * 1024 * 1024 }],
    ['<SizeMin Unit="KB">3</SizeMin>', { minSizeBytes: 3072 }],
    ['<SizeMin Unit="None">3</SizeMin>', {}],
    ['<SizeMin Unit="MB">1e99</SizeMin>', {}],
    ['<SizeMin Unit="MB">-1</SizeMin>', {}],
    ['<TimeSpan Type="x-days">7</TimeSpan>', { maxAgeDays: 7 }],
    ['<TimeSpan Type="None">0</TimeSpan>', {}],
  ])('%s is %j', (inside, options) => {
    expect(read(inside)).toEqual({
      options: { patterns: [], matchNames: [], ...options },
      ownFilters: undefined,
      notes: [],
    });
  });

  it('of a pair stays one of that pair, and its limits count beside those of the whole file', () => {
    const common = rootOf(
      '<Filter><Include><Item>*.jpg</Item></Include><Exclude><Item>*.tmp</Item></Exclude><SizeMax Unit="KB">9</SizeMax></Filter>',
    );
    const own = rootOf(
      '<Filter><Include><Item>a*</Item><Item>*.png</Item></Include><Exclude><Item>*.tmp</Item><Item>\\cache\\</Item></Exclude><SizeMax Unit="KB">4</SizeMax></Filter>',
    );
    expect(readFilters(common, own)).toEqual({
      options: { patterns: ['*.tmp'], matchNames: ['*.jpg'], maxSizeBytes: 4096 },
      ownFilters: { patterns: ['/cache/'], matchNames: [] },
      notes: [{ kind: 'include-filter', filters: ['a*', '*.png'] }],
    });
  });

  it('by calendar cannot be taken over, nor one that is for files only', () => {
    expect(read('<TimeSpan Type="Today">0</TimeSpan>').notes).toEqual([{ kind: 'age-filter' }]);
    expect(read('<Exclude><Item>\\log:</Item></Exclude>')).toMatchObject({
      options: { patterns: ['/log'] },
      notes: [{ kind: 'file-only-filter', filters: ['/log:'] }],
    });
  });
});
