// @ts-check
import { engine, sync } from './mutant.mjs';

const ORACLE = engine('histories/oracle');

/** What filters leave out, and how two versions of a text are merged. @type {readonly import('./mutant.mjs').Mutant[]} */
export const FILTERS_AND_MERGING = [
  {
    breaks: 'merging',
    what: 'changes that touch are merged without a question',
    file: 'src/shared/merge/merge-lines.ts',
    from: 'if (one !== undefined && one.oldFrom <= to) {',
    to: 'if (one !== undefined && (one.oldFrom < to || to === from)) {',
    tests: ['src/shared/merge/merge-lines.test.ts'],
  },
  {
    breaks: 'merging',
    what: 'a merge forgets in which encoding a text was',
    file: 'src/shared/merge/merge-text.ts',
    from: 'encoding: written.encoding,',
    to: "encoding: 'utf-8',",
    tests: ['src/shared/merge/merge-text.test.ts'],
  },
  {
    breaks: 'filters',
    what: 'the first line that fits decides',
    file: sync('filters/compile.ts'),
    from: 'this.#rules = new WildcardList(rules.toReversed());',
    to: 'this.#rules = new WildcardList([...rules]);',
    tests: ORACLE,
  },
  {
    breaks: 'filters',
    what: 'each side is filtered by itself',
    file: sync('filters/compile.ts'),
    from: 'return this.#ofEntry(isAlike ? byPath : this.#byPath(path, isFolder(remote)), remote);',
    to: 'return verdict;',
    tests: [sync('filters/compile.test.ts')],
  },
  {
    breaks: 'filters',
    what: 'an ignore file that is a link says nothing',
    file: sync('scan/ignore-file.ts'),
    from: "if (entry.kind !== 'file') throw unusable(NOT_FILES[entry.kind]);",
    to: "if (entry.kind !== 'file') return compileFilters(policy.filters, nowMs);",
    tests: engine('promises/filters'),
  },
];
