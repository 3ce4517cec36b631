import type { FileEntry, ItemPath, Sides } from '../../../shared/entry/entry.js';
import { refused, type Answer } from '../../../shared/ipc.js';
import { problemOf } from '../../../shared/problem-error.js';
import type { FolderPair } from '../../session/folder-pair.js';
import { sameEntry } from '../../sync/base/entry-comparison.js';
import type { Plan } from '../../sync/plan/plan.js';
import type { ComparedStage } from '../stage/stage.js';
import type { ContentReader } from './content-reader.js';
import { readingProblems } from './text.js';

/** What somebody needs to merge both versions of a file in the plan that is shown. */
export class Merging {
  readonly #content: Pick<ContentReader, 'look' | 'base'>;
  readonly #shown: () => Answer<ComparedStage>;
  readonly #pair: () => FolderPair;

  constructor(
    content: Pick<ContentReader, 'look' | 'base'>,
    shown: () => Answer<ComparedStage>,
    pair: () => FolderPair,
  ) {
    this.#content = content;
    this.#shown = shown;
    this.#pair = pair;
  }

  /** What both versions were made from; `null` where that is not known. Never rejects. */
  async base(path: ItemPath): Promise<Answer<Uint8Array | null>> {
    const shown = this.#shown();
    if (shown.kind === 'refused') return shown;
    const item = shown.value.made.plan.items.get(path);
    if (item === undefined) return refused(readingProblems.noFile);
    try {
      return { kind: 'ok', value: (await this.#content.base(this.#pair(), item)) ?? null };
    } catch (error) {
      return refused(problemOf(error));
    }
  }

  /**
   * The plan in which the two files that somebody has `seen` and merged can be settled. Refused where they cannot be merged, or where one of them
   * is another by now (S2). Never rejects.
   */
  async fitting(path: ItemPath, seen: Sides<FileEntry>): Promise<Answer<Plan>> {
    const shown = this.#shown();
    if (shown.kind === 'refused') return shown;
    const { plan } = shown.value.made;
    if (!plan.canMerge(path)) return refused(readingProblems.noMerge);
    for (const side of ['local', 'remote'] as const) {
      const planned = plan.items.get(path)?.[side].entry;
      const changed = refused({ ...readingProblems.changed[side], path, side });
      if (!sameEntry(planned, seen[side])) return changed;
      try {
        if (!sameEntry(planned, await this.#content.look(this.#pair(), path, side))) return changed;
      } catch (error) {
        return refused(problemOf(error));
      }
    }
    const now = this.#shown();
    if (now.kind === 'refused') return now;
    return now.value.made.plan === plan ? { kind: 'ok', value: plan } : refused(readingProblems.noFile);
  }
}
