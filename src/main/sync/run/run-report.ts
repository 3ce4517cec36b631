import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import type { PlanItem, Tally } from '../../../shared/plan/plan.js';
import type {
  EngineEvent,
  ItemOutcome,
  Outcome,
  OutcomeCounts,
  RunProgress,
} from '../../../shared/run/run.js';

/**
 * Items that went well of which the report in memory holds no more; the counts and the history hold all. What failed, was skipped or
 * is in conflict is never left out: somebody has to look at it.
 */
const DONE_KEPT = 10_000;
/** How often a transfer speaks up, in milliseconds. */
const SPEAK_EVERY_MS = 100;

type ItemFinished = Extract<EngineEvent, { readonly kind: 'item-finished' }>;
type TransferProgressed = Extract<EngineEvent, { readonly kind: 'transfer-progress' }>;

/** How much there is to do. */
export type RunTotal = Pick<RunProgress, 'itemsTotal' | 'bytesTotal'>;

/** Makes the report of a run: what is done, what is left, and what came of each item. */
export class ReportBuilder {
  readonly items: ItemOutcome[] = [];
  bytes = 0;
  readonly #now: () => number;
  #total: RunTotal;
  readonly #counts = { done: 0, wouldDo: 0, skipped: 0, failed: 0, conflicts: 0 };
  /** Bytes of the transfers that are under way. */
  readonly #underWay = new Map<ItemPath, number>();
  #itemsDone = 0;
  #doneKept = 0;
  /** Bytes that the items that were come to were to transfer, whatever became of them. */
  #bytesTried = 0;
  #spokenMs = 0;

  constructor(total: RunTotal, now: () => number) {
    this.#now = now;
    this.#total = total;
  }

  get counts(): OutcomeCounts {
    return { ...this.#counts };
  }

  get progress(): RunProgress {
    let bytesDone = this.bytes;
    for (const bytes of this.#underWay.values()) bytesDone += bytes;
    return { itemsDone: this.#itemsDone, bytesDone, ...this.#total };
  }

  /** What the run has not come to. */
  get unreached(): Tally {
    const { itemsTotal, bytesTotal } = this.#total;
    return { items: itemsTotal - this.#itemsDone, bytes: bytesTotal - this.#bytesTried };
  }

  /** Says that the run has turned out to have so many more items. */
  expect(items: number): void {
    this.#total = { ...this.#total, itemsTotal: this.#total.itemsTotal + items };
  }

  /** Records how far a transfer is; returns the event to send, or nothing where it is too soon for another one. */
  transferred(
    path: ItemPath,
    to: Side,
    bytesDone: number,
    bytesTotal: number,
  ): TransferProgressed | undefined {
    this.#underWay.set(path, bytesDone);
    const now = this.#now();
    if (now - this.#spokenMs < SPEAK_EVERY_MS) return undefined;
    this.#spokenMs = now;
    return { kind: 'transfer-progress', transfer: { path, to, bytesDone, bytesTotal } };
  }

  /** Enters what came of an item, or of something `besides` the plan, and the bytes that it transferred of those that it was to transfer. */
  close(
    item: Pick<PlanItem, 'path' | 'action'>,
    outcome: Outcome,
    { bytes, of }: { readonly bytes: number; readonly of: number },
    counted: 'of-plan' | 'besides' = 'of-plan',
  ): ItemFinished {
    const entry: ItemOutcome = { path: item.path, action: item.action, outcome, bytes };
    this.#underWay.delete(item.path);
    this.bytes += bytes;
    this.#bytesTried += of;
    if (item.action.kind === 'conflict') this.#counts.conflicts += 1;
    else {
      this.#counts[outcome.kind === 'would-do' ? 'wouldDo' : outcome.kind] += 1;
      if (item.action.kind !== 'leave' && counted === 'of-plan') this.#itemsDone += 1;
    }
    const good = outcome.kind === 'done' || outcome.kind === 'would-do';
    if (!good || this.#doneKept < DONE_KEPT) this.items.push(entry);
    if (good) this.#doneKept += 1;
    return { kind: 'item-finished', item: entry, progress: this.progress };
  }
}
