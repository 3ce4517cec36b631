// @ts-check
import { engine, sync } from './mutant.mjs';

const PROMISES = engine('promises/promises');
const HISTORIES = engine('histories/histories');
const MERGED = engine('kill/killed-merge', 'promises/merge');

/** That a plan is seen first, and that only what is in it runs (S1, S2). @type {readonly import('./mutant.mjs').Mutant[]} */
export const PREVIEW = [
  {
    breaks: 'S1',
    what: 'a dry run carries the plan out',
    file: sync('run/frame.ts'),
    from: 'if (dryRun) {\n      const problem = await work.simulate',
    to: 'if (dryRun && input.profileId === "") {\n      const problem = await work.simulate',
    tests: PROMISES,
  },
  {
    breaks: 'S1',
    what: 'a dry run is entered into the history',
    file: sync('run/conclusion.ts'),
    from: 'if (!dryRun) await state.endRun(summary)',
    to: 'await state.endRun(summary)',
    tests: HISTORIES,
  },
  {
    breaks: 'S2',
    what: 'nothing is looked at again before it is changed',
    file: sync('apply/verify.ts'),
    from: 'if (!sameEntry(planned, current)) throw',
    to: 'if (current === null) throw',
    tests: PROMISES,
  },
  {
    breaks: 'S2',
    what: 'only the side that a file comes from is looked at again',
    file: sync('apply/verify.ts'),
    from: "item[to].entry?.kind === 'folder' ? undefined : checkUnchanged(item, to, context),",
    to: 'undefined,',
    tests: PROMISES,
  },
  {
    breaks: 'S2',
    what: 'a deletion does not ask whether the file came back on the other side',
    file: sync('apply/remove.ts'),
    from: 'await Promise.all([checkUnchanged(item, on, context), checkAsSpelled(item, otherSide(on), context)]);',
    to: 'await checkUnchanged(item, on === "local" ? on : otherSide(otherSide(on)), context);',
    tests: PROMISES,
  },
  {
    breaks: 'S2',
    what: 'a folder is moved without looking at what is in it',
    file: sync('apply/apply-item.ts'),
    from: "if (checked.kind === 'changed') throw changedMeanwhile(checked.path, checked.side);",
    to: "if (checked.kind === 'changed') return;",
    tests: engine('moves/folder-moves'),
  },
  {
    breaks: 'S2',
    what: 'a merged file takes the place of one that was edited meanwhile',
    file: sync('apply/both/merge.ts'),
    from: "checkUnchanged(item, 'local', context),",
    to: 'context.targets.local.stat(item.path, context.signal),',
    tests: MERGED,
  },
];
