import type { ItemPath } from '../../../shared/entry/entry.js';
import { currentTarget, type EarlierTarget } from '../../targets/earlier-target.js';
import type { Target } from '../../targets/target.js';
import { CHANGE_CASES } from './change-cases.js';
import { FACT_CASES } from './fact-cases.js';
import { LISTING_CASES } from './listing-cases.js';
import { MOVE_CASES } from './move-cases.js';
import { NAME_CASES } from './name-cases.js';
import { RESUMING_CASES } from './resuming-cases.js';
import { checkCase, type ContractCase, type Skipping } from './setting.js';
import { get, list, nameOfFilling, NEVER, put, sizeOfFilling } from './tools.js';
import { TROUBLE_CASES } from './trouble-cases.js';

/** What the contract has to know of the target that it is run against. */
export interface ContractSubject {
  /** Makes a target; not connected. All that it makes show the same folder, in which the cases make folders of their own. */
  readonly open: () => Target | EarlierTarget | Promise<Target | EarlierTarget>;
  /** Names that the side does not accept for new files or folders. */
  readonly refuses?: readonly string[] | undefined;
}

/** A case, ready for whichever test runner there is. */
export interface ContractTest {
  readonly name: string;
  /**
   * Rejects where the target does it wrong. Where the case is about something that the target does not say it can do, it tells `context.skip`
   * so; node:test and Vitest hand such a context to their tests.
   */
  readonly run: (context: Skipping) => Promise<void>;
}

/** All cases, for those who bring their own setting. */
export const CONTRACT_CASES: readonly ContractCase[] = [
  ...LISTING_CASES,
  ...NAME_CASES,
  ...FACT_CASES,
  ...CHANGE_CASES,
  ...MOVE_CASES,
  ...TROUBLE_CASES,
  ...RESUMING_CASES,
];

/**
 * What every target has to do right, as tests: `for (const { name, run } of contract(subject)) test(name, run)`. Each connects a target of
 * its own, works in a folder of its own, and closes it.
 */
export function contract({ open: openAny, refuses = [] }: ContractSubject): readonly ContractTest[] {
  const open = async (): Promise<Target> => currentTarget(await openAny());
  return CONTRACT_CASES.map((each, index) => ({
    name: each.name,
    run: async (context) => {
      const target = await open();
      await target.connect(NEVER);
      try {
        const home = `case ${index + 1}`;
        await target.makeFolder(home, NEVER);
        const below = (path: string): string => (path === '' ? home : `${home}/${path}`);
        const setting = {
          target,
          home,
          open,
          names: async (folder = '') => [...(await list(target, below(folder))).keys()].sort(),
          content: (path: ItemPath) => get(target, below(path)),
          fill: (count: number) => fill(target, home, count),
          refusesFiles: refuses,
          refusesFolders: refuses,
        };
        await checkCase(each, setting, context);
      } finally {
        await target.close();
      }
    },
  }));
}

/** Makes many files, a few at once. */
async function fill(target: Target, folder: ItemPath, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, n) => n).values();
  const work = async (): Promise<void> => {
    for (const n of numbers) {
      await put(target, `${folder}/${nameOfFilling(n)}`, 'x'.repeat(sizeOfFilling(n)));
    }
  };
  await Promise.all(Array.from({ length: target.features.concurrency }, work));
}
