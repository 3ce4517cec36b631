import type { FileEntry, ItemPath, Sides } from '../../../shared/entry/entry.js';
import { nameOf } from '../../../shared/entry/path.js';
import type { ContentVerdict, PlanItem } from '../../../shared/plan/plan.js';
import { ProblemError, problemOf, throwIfStopped } from '../../../shared/problem-error.js';
import type { Problem } from '../../../shared/problem.js';
import type { ContentProgress } from '../../../shared/run/run.js';
import type { Target } from '../../targets/target.js';
import { forEachBounded, Places } from '../base/flow/bounded.js';
import { sameEntry } from '../base/entry-comparison.js';
import { isFatal } from '../../../shared/problem-traits.js';
import type { Policy } from '../base/policy.js';
import { isCut, withRetries } from '../base/flow/retry.js';
import { RunControl } from '../base/flow/run-control.js';
import { ON_SIDE } from '../base/side-labels.js';
import { isDoubtful } from './doubtful-content.js';
import { commonHash, contentVerdict } from '../content/content-proof.js';

/** What is in the files of one folder about which size and time leave a doubt, by their names. */
export interface FoundContents {
  readonly contents: ReadonlyMap<string, ContentVerdict>;
  /** Why nothing is known of what is in these, although it was asked. */
  readonly unread: ReadonlyMap<string, Problem>;
}

interface Reading {
  readonly targets: Sides<Target>;
  readonly policy: Policy;
  readonly signal: AbortSignal;
  /** How many files are compared at once, in all folders together. */
  readonly concurrency: number;
  /** Gets how much has been compared, after each file. */
  readonly onRead: (progress: ContentProgress) => void;
}

interface FilePair {
  readonly path: ItemPath;
  readonly entries: Sides<FileEntry>;
}

/** Compares the contents of files during one comparison of both sides. */
export class ContentReader {
  readonly #reading: Reading;
  readonly #hashed: boolean;
  /** Bounds how many pairs are read at once, whichever folders they lie in. */
  readonly #readers: Places;
  #files = 0;
  #bytes = 0;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#hashed = commonHash(reading.targets) !== undefined;
    this.#readers = new Places(reading.concurrency);
  }

  /**
   * Compares what is in those of the items that the policy has read. Rejects with `stopped`, or where a side as a whole is out of
   * reach; a file that cannot be read is told of.
   */
  async of(items: readonly PlanItem[]): Promise<FoundContents> {
    const { policy, signal, concurrency } = this.#reading;
    const contents = new Map<string, ContentVerdict>();
    const unread = new Map<string, Problem>();
    const pairs: FilePair[] = [];
    for (const item of items) {
      const local = item.local.entry;
      const remote = item.remote.entry;
      if (local?.kind !== 'file' || remote?.kind !== 'file') continue;
      if (isDoubtful(item, policy, this.#hashed)) pairs.push({ path: item.path, entries: { local, remote } });
    }
    await forEachBounded(pairs, concurrency, signal, async (pair) => {
      const found = await this.#readers.take(() => this.#compare(pair));
      if (typeof found === 'string') contents.set(nameOf(pair.path), found);
      else unread.set(nameOf(pair.path), found);
      this.#files += 1;
      this.#bytes += pair.entries.local.size + pair.entries.remote.size;
      this.#reading.onRead({ files: this.#files, bytes: this.#bytes });
    });
    throwIfStopped(signal);
    return { contents, unread };
  }

  async #compare({ path, entries }: FilePair): Promise<ContentVerdict | Problem> {
    const { targets, policy, signal } = this.#reading;
    const certain = policy.comparison === 'content';
    const compared = (): Promise<ContentVerdict> => contentVerdict(targets, path, certain, signal);
    try {
      const verdict = await withRetries(compared, signal, new RunControl(), undefined, isCut);
      // Half of an edit is no difference of what was compared.
      return verdict === 'same' || !certain
        ? verdict
        : ((await this.#editMeanwhile({ path, entries })) ?? verdict);
    } catch (error) {
      if (isFatal(error) && !(await this.#concernsFile(error))) throw error;
      return problemOf(error);
    }
  }

  /** Tells that a side has no longer what it had when it was listed. */
  async #editMeanwhile({ path, entries }: FilePair): Promise<Problem | undefined> {
    const { targets, signal } = this.#reading;
    for (const side of ['local', 'remote'] as const) {
      if (sameEntry(entries[side], await targets[side].stat(path, signal))) continue;
      return {
        kind: 'changed-meanwhile',
        what: `“${path}” was changed ${ON_SIDE[side]} while it was compared.`,
        advice: 'Compare again.',
        side,
        path,
      };
    }
    return undefined;
  }

  /** A line that breaks over one file alone says nothing of the others. */
  async #concernsFile(error: unknown): Promise<boolean> {
    const { targets, signal } = this.#reading;
    if (signal.aborted || !isCut(error) || !(error instanceof ProblemError)) return false;
    return Promise.all([targets.local.stat('', signal), targets.remote.stat('', signal)]).then(
      () => true,
      () => false,
    );
  }
}
