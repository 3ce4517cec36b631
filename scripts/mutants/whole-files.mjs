// @ts-check
import { engine, sync } from './mutant.mjs';

const PROMISES = engine('promises/promises');
const MERGED = engine('kill/killed-merge', 'promises/merge');
const TRANSFERS = engine('kill/killed-transfers');
const KILLED = engine('kill/killed-runs');

/** That files are whole, also after a run was killed (S3, S5). @type {readonly import('./mutant.mjs').Mutant[]} */
export const WHOLE_FILES = [
  {
    breaks: 'S3',
    what: 'a file is written under its real name at once',
    file: 'src/main/targets/local/ops/write.ts',
    from: 'const handle = await (write.from === 0 ? openExclusive(write) : openPart(write));',
    to: "await write.beforeReplace(); write = { ...write, temporaryPath: write.path, beforeReplace: () => Promise.resolve() }; const handle = await open(write.path, 'w');",
    tests: PROMISES,
  },
  {
    breaks: 'S3',
    what: 'a file that came up short counts as whole',
    file: 'src/main/targets/local/ops/write.ts',
    from: 'if (written !== write.size) throw write.wrongSize(written);',
    to: '',
    tests: PROMISES,
  },
  {
    breaks: 'S5',
    what: 'a merged file that was cut off on its way counts as being on both sides',
    file: sync('apply/both/merge.ts'),
    from: "withDoubts({ kind: 'file', sides: { local: NONE, remote } }, looked, undefined)",
    to: "withDoubts({ kind: 'file', sides: { local: written, remote } }, looked, undefined)",
    tests: MERGED,
  },
  {
    breaks: 'S5',
    what: 'a transfer is not recorded before its file gets its name',
    file: sync('apply/replacement.ts'),
    from: 'keeper.recordPending(copyChange(this.#item, this.#to), intent)',
    to: 'keeper.recordPending(copyChange(this.#item, this.#to), intent.kind === "file" ? undefined : intent)',
    tests: TRANSFERS,
  },
  {
    breaks: 'S5',
    what: 'what was moved away in a killed run looks deleted',
    file: sync('recover/recover.ts'),
    from: "if (entry === undefined) return { kind: 'voided' };",
    to: "if (entry === undefined) return { kind: 'unknown' };",
    tests: TRANSFERS,
  },
  {
    breaks: 'S5',
    what: 'a folder is made without a word in the journal',
    file: sync('apply/apply-item.ts'),
    from: "{ kind: 'making', path, to: on, entry: { kind: 'folder' } },",
    to: 'undefined,',
    tests: KILLED,
  },
  {
    breaks: 'S5',
    what: 'an emptied path is on record again after the next run was killed too',
    file: sync('recover/recover.ts'),
    from: 'for (const path of voided) await state.forget(path);',
    to: 'for (const path of voided) if (path === "") await state.forget(path);',
    tests: KILLED,
  },
  {
    breaks: 'S5',
    what: 'where a moved file was before is on record although it was moved',
    file: sync('recover/recover.ts'),
    from: "left: proof.kind === 'moved' ? proof.from : undefined };",
    to: 'left: undefined };',
    tests: TRANSFERS,
  },
  {
    breaks: 'S5',
    what: 'an undo is cut off and the next run carries on what it undid',
    file: sync('undo/undo-item.ts'),
    from: "? { kind: 'restoring', path, to: side, from: kept.as, entry, record: baseline }",
    to: '? undefined',
    tests: TRANSFERS,
  },
  {
    breaks: 'S5',
    what: 'a folder goes on record before its files are in sync',
    file: sync('plan/execution-order.ts'),
    from: 'remember: remember.filter(({ path }) => !initialSyncs.has(path))',
    to: 'remember',
    tests: engine('promises/first-sync'),
  },
  {
    breaks: 'S5',
    what: 'temporary files of a killed run stay',
    file: sync('run/update-baseline.ts'),
    from: 'await targets[side].removeFile(path, signal);\n    } catch',
    to: 'await targets[side].stat(path, signal);\n    } catch',
    tests: TRANSFERS,
  },
];
