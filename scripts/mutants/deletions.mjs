// @ts-check
import { engine, sync } from './mutant.mjs';

const PROMISES = engine('promises/promises');
const ORACLE = engine('histories/oracle');

/** That nothing is deleted that should stay (S6, S7, S8). @type {readonly import('./mutant.mjs').Mutant[]} */
export const DELETIONS = [
  {
    breaks: 'S6',
    what: 'what was edited below a deleted folder is brought back without a word',
    file: sync('decide/decide.ts'),
    from: 'if (deletedAbove === to && replaced === undefined) {',
    to: 'if (deletedAbove === to && replaced?.kind === "link") {',
    tests: PROMISES,
  },
  {
    breaks: 'S6',
    what: 'a folder goes although something in it stays',
    file: sync('plan/effective-actions.ts'),
    from: "if (action.kind === 'delete' && keptOn[action.on].has(path)) action = CONTENT_STAYS;",
    to: "if (action.kind === 'moved' && keptOn[action.on].has(path)) action = CONTENT_STAYS;",
    tests: PROMISES,
  },
  {
    breaks: 'S7',
    what: 'a large share of deletions does not stop a run',
    file: sync('plan/deletion-limit.ts'),
    from: 'if (files > limits.files && files > limits.share * of)',
    to: 'if (files > limits.files && files > of)',
    tests: PROMISES,
  },
  {
    breaks: 'S7',
    what: 'a side that is suddenly empty does not stop a run',
    file: sync('plan/deletion-limit.ts'),
    from: 'return deleted[side] > 0 && onRecord > 0',
    to: 'return deleted[side] > 10 && onRecord > 0',
    tests: PROMISES,
  },
  {
    breaks: 'S8',
    what: 'a folder that cannot be listed is taken for an empty one',
    file: sync('scan/folder-lister.ts'),
    from: "return { kind: 'unreadable', problem: problemOf(error) };",
    to: "return problemOf(error).kind === 'stopped' ? { kind: 'unreadable', problem: problemOf(error) } : NOTHING;",
    tests: PROMISES,
  },
  {
    breaks: 'S8',
    what: 'the folders above one that cannot be listed are deleted',
    file: sync('plan/plan.ts'),
    from: '    this.#states.set(folder, { decision: { item, above: state.decision.above } });\n',
    to: '',
    tests: PROMISES,
  },
  {
    breaks: 'the table',
    what: 'a deletion wins over an edit',
    file: sync('decide/decision-table.ts'),
    from: "    unmodified: 'delete-remote',\n    modified: 'conflict',",
    to: "    unmodified: 'delete-remote',\n    modified: 'delete-remote',",
    tests: [sync('decide/decision-table.test.ts')],
  },
  {
    breaks: 'the table',
    what: 'Upload deletes without being told to',
    file: sync('decide/decide.ts'),
    from: "return policy.mode === 'two-way' || policy.deleteExtra ? { kind: 'delete', on } : LEFT_BY_MODE;",
    to: "return { kind: 'delete', on };",
    tests: ORACLE,
  },
];
