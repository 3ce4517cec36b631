// @ts-check
import { engine, sync } from './mutant.mjs';

const PROMISES = engine('promises/promises');
const HISTORIES = engine('histories/histories');
const ORACLE = engine('histories/oracle');

/** What a name may be (S9), and when a file counts as moved. @type {readonly import('./mutant.mjs').Mutant[]} */
export const NAMES_AND_MOVES = [
  {
    breaks: 'S9',
    what: 'a name may lead out of the root',
    file: 'src/shared/entry/names.ts',
    from: "if (name === '.' || name === '..') return 'relative';",
    to: '',
    tests: PROMISES,
  },
  {
    breaks: 'S9',
    what: 'names that differ in case only do not clash',
    file: 'src/shared/entry/names.ts',
    from: "return (PLAIN.test(name) ? name : name.normalize('NFC')).toLowerCase();",
    to: "return PLAIN.test(name) ? name : name.normalize('NFC');",
    tests: [...ORACLE, sync('decide/name-clashes.test.ts')],
  },
  {
    breaks: 'S9',
    what: 'a file is renamed on the side that the mode protects',
    file: sync('decide/case-rule.ts'),
    from: 'if (sourceIn(mode) === on) return undefined;',
    to: "if (sourceIn(mode) === 'x' + on) return undefined;",
    tests: engine('promises/comparison'),
  },
  {
    breaks: 'S9',
    what: 'what came back is taken for another spelling',
    file: sync('apply/verify.ts'),
    from: 'if (await isListed(context.targets[side], item.path, context.signal)) throw error;',
    to: 'if ((await isListed(context.targets[side], item.path, context.signal)) && side === "remote") throw error;',
    tests: engine('promises/comparison'),
  },
  {
    breaks: 'moves',
    what: 'the first of two that could be meant is moved',
    file: sync('plan/file-moves.ts'),
    from: 'moreFrom.length > 0 || moreTo.length > 0) continue;',
    to: 'moreFrom.length > 9 || moreTo.length > 9) continue;',
    tests: engine('moves/moves'),
  },
  {
    breaks: 'moves',
    what: 'a file is moved that was edited under its old name',
    file: sync('plan/file-moves.ts'),
    from: "if (entry?.kind !== 'file' || found !== 'unmodified') return undefined;",
    to: "if (entry?.kind !== 'file' || found === 'missing') return undefined;",
    tests: engine('moves/moves'),
  },
  {
    breaks: 'moves',
    what: 'one size is proof enough',
    file: sync('plan/file-moves.ts'),
    from: 'return hash === undefined ? undefined : `${on}:${content.size}:${hash}`;',
    to: 'return hash === undefined ? undefined : `${on}:${content.size}`;',
    tests: engine('moves/moves-by-content'),
  },
  {
    breaks: 'the account',
    what: 'the totals count what goes along with a folder',
    file: sync('plan/totals.ts'),
    from: 'return action.along === undefined ? `move:${action.on}` : undefined;',
    to: 'return `move:${action.on}`;',
    tests: HISTORIES,
  },
];
