import type { Side } from '../../../shared/entry/entry.js';
import { spellingKey } from '../../../shared/entry/names.js';
import { createdOn, type PlanItem } from '../../../shared/plan/plan.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { PerformContext } from './apply-context.js';
import { ON_SIDE } from '../base/side-words.js';
import { isListed } from '../spelling/case-only-rename.js';

/**
 * Has items whose names differ in their spelling only be carried out one after the other: on a side that takes them for one, without having
 * said so, the second then finds what the first has made.
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does `work` when all work that was asked for before is over for whatever path some systems take for this one. */
  async take<T>(path: string, work: () => Promise<T>): Promise<T> {
    const key = spellingKey(path);
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }
}

/**
 * S9: rejects where an item is to be made that its side has already, under another spelling. Taken for made it would seem to be deleted
 * there the next time, for no listing shows it.
 */
export async function refuseOtherSpelling(item: PlanItem, context: PerformContext): Promise<void> {
  const on = createdOn(item.action);
  if (on === undefined || item[on].entry !== undefined) return;
  const { targets, signal } = context;
  if ((await targets[on].stat(item.path, signal)) === undefined) return;
  if (await isListed(targets[on], item.path, signal)) return;
  throw spelledOtherwise(item, on);
}

function spelledOtherwise({ path, alike = [] }: PlanItem, side: Side): ProblemError {
  const names = alike.map((name) => `“${name}”`).join(' or ');
  return new ProblemError({
    kind: 'name-refused',
    what: `“${path}” can’t be told apart from ${names} ${ON_SIDE[side]}, so it was skipped.`,
    advice: 'Rename one of them.',
    side,
    path,
  });
}
