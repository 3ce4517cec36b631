import type { FileEntry, ItemPath, Side } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { PerformContext, Performed } from './apply-context.js';
import { restoreOriginal } from '../base/restore-original.js';
import { withPermissions } from '../base/entry-comparison.js';
import { checkBoth } from './verify.js';
import { copyChange, type PendingChange } from '../versions/version-keeper.js';

/** What has to happen between the last byte of a file and its name, however the bytes came. */
export class Replacement {
  readonly #item: PlanItem;
  readonly #to: Side;
  readonly #source: FileEntry;
  readonly #context: PerformContext;
  #verified: FileEntry;
  #pending: PendingChange | undefined;
  #sha256: string | undefined;

  constructor(item: PlanItem, to: Side, source: FileEntry, context: PerformContext) {
    this.#item = item;
    this.#to = to;
    this.#source = source;
    this.#context = context;
    this.#verified = source;
  }

  /** Looks at both sides once more (S2), and records what is about to be done (S4, S5). Resolves with where the old file is to be kept. */
  async prepare(hashing: Promise<string>): Promise<ItemPath | undefined> {
    const { path } = this.#item;
    const [current, sha256] = await Promise.all([checkBoth(this.#item, this.#to, this.#context), hashing]);
    this.#sha256 = sha256;
    if (current?.kind === 'file') this.#verified = withPermissions(current, this.#source);
    const proof = { kind: 'content', sha256 } as const;
    const intent = { kind: 'file', path, to: this.#to, source: this.#verified, proof } as const;
    this.#pending = await this.#context.keeper.recordPending(copyChange(this.#item, this.#to), intent);
    return this.#pending.keptAs;
  }

  /** Gives the old file its name again, where it had lost it before the new one got it. Never rejects. */
  async revert(): Promise<void> {
    const { path } = this.#item;
    const { targets, temporaryPath } = this.#context;
    if (this.#pending?.keptAs === undefined) return;
    await restoreOriginal(path, this.#pending.keptAs, targets[this.#to], temporaryPath(path));
  }

  /** What came of it, where the target reports `written` for the new file. */
  performed(written: FileEntry): Performed {
    const sides =
      this.#to === 'local'
        ? { local: written, remote: this.#verified }
        : { local: this.#verified, remote: written };
    const change = this.#pending && { seq: this.#pending.seq, after: written };
    const update = { record: { kind: 'file', sides }, change } as const;
    return { bytes: this.#source.size, sha256: this.#sha256, update };
  }
}
