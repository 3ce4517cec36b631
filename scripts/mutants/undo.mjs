// @ts-check
import { engine, sync } from './mutant.mjs';

const HISTORIES = engine('histories/histories');
const MERGED = engine('kill/killed-merge', 'promises/merge');

/** That what a run replaces or deletes can be restored (S4). @type {readonly import('./mutant.mjs').Mutant[]} */
export const UNDO = [
  {
    breaks: 'S4',
    what: 'what is deleted is not kept',
    file: sync('apply/remove.ts'),
    from: 'if (pending.keptAs === undefined) await targets[on].removeFile(path, signal);',
    to: 'if (pending.seq >= 0) await targets[on].removeFile(path, signal);',
    tests: engine('undo/undo'),
  },
  {
    breaks: 'S4',
    what: 'what is replaced is not kept',
    file: sync('apply/replacement.ts'),
    from: 'return this.#pending.keptAs;',
    to: 'return undefined;',
    tests: engine('undo/undo'),
  },
  {
    breaks: 'S4',
    what: 'an undo overwrites what somebody has changed since',
    file: sync('undo/undo-item.ts'),
    from: '!sameEntry(current, after) || isAnotherFile(current, after)',
    to: '(after === undefined && isAnotherFile(current, after) && !sameEntry(current, after))',
    tests: engine('undo/undo'),
  },
  {
    breaks: 'S4',
    what: 'an undo leaves the baseline as it is',
    file: sync('undo/undo-item.ts'),
    from: 'else await state.record(path, asRestored(baseline, side, restored));',
    to: 'else asRestored(baseline, side, restored);',
    tests: HISTORIES,
  },
  {
    breaks: 'S4',
    what: 'an undo of a first sync takes it for two new files',
    file: sync('plan/execution-order.ts'),
    from: 'return isFirstSeenOnBoth(item) ? UNSYNCED : item.baseline;',
    to: 'return item.baseline;',
    tests: HISTORIES,
  },
  {
    breaks: 'S4',
    what: 'the undo of a merge remembers what was on record halfway through it',
    file: sync('apply/both/merge.ts'),
    from: 'baseline: item.baseline,',
    to: "baseline: { kind: 'file', sides: { local: NONE, remote: merged.remote } },",
    tests: MERGED,
  },
  {
    breaks: 'S4',
    what: 'versions are never dropped for their age',
    file: sync('versions/version-keeper.ts'),
    from: 'const old = nowMs - version.keptMs > policy.maxAgeMs;',
    to: 'const old = nowMs - version.keptMs > policy.maxAgeMs * 1000;',
    tests: [...engine('undo/undo'), sync('versions/version-keeper.test.ts')],
  },
];
