import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Statements } from '../sqlite/statements.js';
import type { Sides } from '../../../shared/entry/entry.js';
import type { OtherVolume } from '../../../shared/entry/baseline.js';
import type { AcceptedIgnore } from './baseline-store.js';

const Row = v.object({ id: v.number(), token: v.string(), established: v.number() });
const Revision = v.object({ revision: v.number() });
const Ignore = v.object({ ignore_text: v.nullable(v.string()), ignore_brought: v.number() });

const Volumes = v.array(
  v.object({ folder: v.string(), identity: v.optional(v.string()), device: v.number() }),
);
const VolumesRow = v.object({
  volumes: v.nullable(v.pipe(v.string(), v.parseJson(), v.object({ local: Volumes, remote: Volumes }))),
});

/** What is on record of a pair of folders as a whole: a row of `pair`, which is made where it is missing. */
export class PairRow {
  /** By which the other tables name the pair. */
  readonly id: number;
  /** Eight hexadecimal digits that mark this pair's temporary files as its own. */
  readonly token: string;
  readonly #sql: Statements;
  #established: boolean;
  /** Whether the transaction under way has changed the baseline. */
  #moved = false;

  constructor(sql: Statements, name: string) {
    this.#sql = sql;
    const find = (): unknown => sql.get('SELECT id, token, established FROM pair WHERE name = ?', name);
    // Whoever only looks need not wait for another process that writes.
    if (find() === undefined) {
      sql.run(
        'INSERT INTO pair (name, token) VALUES (?, ?) ON CONFLICT (name) DO NOTHING',
        name,
        randomBytes(4).toString('hex'),
      );
    }
    const row = v.parse(Row, find());
    this.id = row.id;
    this.token = row.token;
    this.#established = row.established === 1;
  }

  /** Whether the roots are on record. */
  get established(): boolean {
    return this.#established;
  }

  /** Puts the roots on record. */
  establish(): void {
    if (this.#established) return;
    this.#sql.run('UPDATE pair SET established = 1 WHERE id = ?', this.id);
    this.#established = true;
  }

  /** A number that is another one after each transaction that has changed the baseline. */
  revision(): number {
    return v.parse(Revision, this.#sql.get('SELECT revision FROM pair WHERE id = ?', this.id)).revision;
  }

  /** Says that the transaction under way changes the baseline. */
  baselineMoves(): void {
    this.#moved = true;
  }

  /** Counts the revision up where the transaction that is about to be committed has changed the baseline. */
  countRevision(): void {
    if (this.#moved) this.#sql.run('UPDATE pair SET revision = revision + 1 WHERE id = ?', this.id);
  }

  /** Says that the transaction is over, however it ended. */
  transactionIsOver(): void {
    this.#moved = false;
  }

  acceptedIgnore(): AcceptedIgnore {
    const row = this.#sql.get('SELECT ignore_text, ignore_brought FROM pair WHERE id = ?', this.id);
    const { ignore_text: text, ignore_brought: changedByRun } = v.parse(Ignore, row);
    return { text: text ?? undefined, changedByRun: changedByRun !== 0 };
  }

  acceptIgnore(text: string): void {
    this.#sql.run('UPDATE pair SET ignore_text = ?, ignore_brought = 0 WHERE id = ?', text, this.id);
  }

  /** A run changes the ignore file itself, so that its filters wait to be accepted (S12). */
  ignoreIsBrought(): void {
    this.#sql.run('UPDATE pair SET ignore_brought = 1 WHERE id = ?', this.id);
  }

  otherVolumes(): Sides<readonly OtherVolume[]> {
    const row = this.#sql.get('SELECT volumes FROM pair WHERE id = ?', this.id);
    return v.parse(VolumesRow, row).volumes ?? { local: [], remote: [] };
  }

  recordOtherVolumes(volumes: Sides<readonly OtherVolume[]>): void {
    this.#sql.run('UPDATE pair SET volumes = ? WHERE id = ?', JSON.stringify(volumes), this.id);
  }
}
