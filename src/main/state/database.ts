import { randomBytes } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import * as v from 'valibot';
import type { BaselineRecord, BaselineRow } from '../../shared/entry/baseline.js';
import type { ItemPath, LeafEntry, Side } from '../../shared/entry/entry.js';
import { nameOf, parentOf } from '../../shared/entry/path.js';
import type { HistoryPage, OutcomePage, OutcomeWish, PastRun, UnendedRun } from '../../shared/run/history.js';
import {
  OUTCOME_KINDS,
  type ItemOutcome,
  type RunId,
  type RunReport,
  type RunSummary,
} from '../../shared/run/run.js';
import {
  baselineColumns,
  baselineRowFrom,
  BASELINE_COLUMNS,
  changeFrom,
  countsFrom,
  PROGRESS,
  intentFrom,
  intentColumns,
  keptFileFrom,
  pastRunFrom,
  PUT_RECORD,
  versionFrom,
} from './records.js';
import { parseItemOutcome, parseRunSummary, type ChangeDetail, type StoredStart } from './run-codec.js';
import { NameHabits } from './name-habits.js';
import { RunClaim } from './run-claim.js';
import { openSound } from './sound-file.js';
import type { DatabaseSync } from './sqlite.js';
import type {
  AcceptedIgnore,
  Change,
  FinishedItem,
  Intent,
  KeptFile,
  KeptPage,
  KeptVersion,
  NameHabit,
  NewChange,
  RunStart,
  UnseenFolder,
} from './state-store.js';

/**
 * Runs that are kept whatever they did, and as many of those that did nothing: one that cannot begin, again and again, pushes no other out.
 * When a run ends, older ones leave unless something that they put away is still there.
 */
const RUNS_KEPT = 50;

const Revision = v.object({ revision: v.number() });
const Count = v.object({ count: v.number() });
const Pair = v.object({ id: v.number(), token: v.string(), established: v.number() });
const IgnoreRow = v.object({ ignore_text: v.nullable(v.string()), ignore_brought: v.number() });
const SummaryRow = v.object({ summary: v.string() });
const LastChange = v.object({ last: v.nullable(v.number()) });
const RunRow = v.object({ id: v.string() });
const OutcomeRow = v.object({ seq: v.number(), item: v.string() });

const PAST_RUN = `SELECT seq, id, started_ms, summary, start,
  EXISTS (SELECT 1 FROM change WHERE change.run = run.id AND change.pair = ?) AS undoable FROM run`;

const OUTCOMES = `SELECT seq, item FROM run_item WHERE run = ? AND seq > ?
  AND item ->> '$.outcome.kind' IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT ?`;

/** `0` is the letter after `/`: the range holds all that lies below. */
const KEPT_FILES = `SELECT *, detail ->> '$.path' AS path FROM change
  WHERE pair = ?1 AND kept_as IS NOT NULL AND seq < ?2 AND (?3 = '' OR detail ->> '$.path' = ?3 OR
    (detail ->> '$.path' >= ?3 || '/' AND detail ->> '$.path' < ?3 || '0'))
  ORDER BY seq DESC LIMIT ?4`;

const OLD_RUNS = `SELECT id FROM
  (SELECT id, row_number() OVER
    (PARTITION BY EXISTS (SELECT 1 FROM run_item WHERE run_item.run = run.id) ORDER BY seq DESC) AS place FROM run) AS run
  WHERE place > ? AND NOT EXISTS (SELECT 1 FROM change WHERE change.run = run.id AND change.kept_as IS NOT NULL)`;

/**
 * What is remembered of one profile, for one pair of folders, as SQLite has it. Synchronous: it lives in a worker
 * thread (`worker.ts`), and `StateStore` is what the rest of the program sees.
 */
export class StateDatabase {
  readonly #db: DatabaseSync;
  readonly #pair: number;
  readonly #token: string;
  #established: boolean;
  /** Whether the transaction under way has changed the baseline. */
  #moved = false;
  readonly #claim: RunClaim;
  readonly #habits: NameHabits;
  readonly #statements = new Map<string, StatementSync>();

  /** Throws `DamagedDatabaseError` or `NewerSchemaError`; the file is left as it was found. */
  constructor(file: string, pair: string) {
    this.#db = openSound(file);
    this.#claim = new RunClaim(file);
    const find = (): unknown => this.#get('SELECT id, token, established FROM pair WHERE name = ?', pair);
    // Whoever only looks need not wait for another process that writes.
    if (find() === undefined) {
      this.#run(
        'INSERT INTO pair (name, token) VALUES (?, ?) ON CONFLICT (name) DO NOTHING',
        pair,
        randomBytes(4).toString('hex'),
      );
    }
    const row = v.parse(Pair, find());
    this.#pair = row.id;
    this.#habits = new NameHabits(row.id, (sql) => this.#statement(sql));
    this.#token = row.token;
    this.#established = row.established === 1;
  }

  /** Does all of `work` in one transaction. */
  transaction(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      if (this.#moved) this.#run('UPDATE pair SET revision = revision + 1 WHERE id = ?', this.#pair);
      this.#db.exec('COMMIT');
    } catch (error) {
      // A full disk has SQLite roll back by itself, and another word of it would hide why.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#moved = false;
    }
  }

  token(): string {
    return this.#token;
  }

  revision(): number {
    return v.parse(Revision, this.#get('SELECT revision FROM pair WHERE id = ?', this.#pair)).revision;
  }

  claim(): boolean {
    return this.#claim.take();
  }

  hasBaseline(): boolean {
    return this.#established;
  }

  /** The records of what lies directly in a folder, each as `baselineRowFrom` reads it: the caller's thread makes objects of them. */
  childrenOf(folder: ItemPath): readonly unknown[] {
    const statement = this.#statement(
      `SELECT ${BASELINE_COLUMNS} FROM baseline WHERE pair = ? AND folder = ?`,
    );
    statement.setReturnArrays(true);
    return statement.all(this.#pair, folder);
  }

  recordOf(path: ItemPath): BaselineRecord | undefined {
    const statement = this.#statement(
      `SELECT ${BASELINE_COLUMNS} FROM baseline WHERE pair = ? AND folder = ? AND name = ?`,
    );
    statement.setReturnArrays(true);
    const row: unknown = statement.get(this.#pair, parentOf(path), nameOf(path));
    return row === undefined ? undefined : baselineRowFrom(parentOf(path), row).record;
  }

  countFiles(): number {
    return v.parse(
      Count,
      this.#get(
        "SELECT count(*) AS count FROM baseline WHERE pair = ? AND kind = 'file' AND coalesce(link, local_size) IS NOT NULL",
        this.#pair,
      ),
    ).count;
  }

  record(path: ItemPath, record: BaselineRecord): void {
    this.#moved = true;
    if (path === '') {
      this.#establish();
      return;
    }
    this.#run(PUT_RECORD, this.#pair, parentOf(path), nameOf(path), ...baselineColumns(record));
    this.withdraw(path);
  }

  recordAll(rows: readonly BaselineRow[]): void {
    for (const row of rows) this.record(row.path, row.record);
  }

  forget(path: ItemPath): void {
    this.#moved = true;
    this.#run(
      'DELETE FROM baseline WHERE pair = ? AND folder = ? AND name = ?',
      this.#pair,
      parentOf(path),
      nameOf(path),
    );
    // `0` is the letter after `/`: the range holds all that lies below, and is found through the primary key.
    this.#run(
      'DELETE FROM baseline WHERE pair = ? AND (folder = ? OR (folder >= ? AND folder < ?))',
      this.#pair,
      path,
      `${path}/`,
      `${path}0`,
    );
    this.withdraw(path);
  }

  moveRecords(from: ItemPath, to: ItemPath): void {
    this.#moved = true;
    this.#run(
      'UPDATE OR REPLACE baseline SET folder = ?, name = ? WHERE pair = ? AND folder = ? AND name = ?',
      parentOf(to),
      nameOf(to),
      this.#pair,
      parentOf(from),
      nameOf(from),
    );
    this.#run(
      'UPDATE OR REPLACE baseline SET folder = ? || substr(folder, length(?) + 1) WHERE pair = ? AND (folder = ? OR (folder >= ? AND folder < ?))',
      to,
      from,
      this.#pair,
      from,
      `${from}/`,
      `${from}0`,
    );
    this.#habits.move(from, to);
    this.withdraw(to);
  }

  nameHabitsIn(folder: ItemPath): readonly NameHabit[] {
    return this.#habits.in(folder);
  }

  unseenFolders(): readonly UnseenFolder[] {
    return this.#habits.unseenFolders();
  }

  learnHabits(habits: readonly NameHabit[]): void {
    for (const habit of habits) this.#habits.learn(habit);
  }

  forgetUnseen(side: Side): void {
    this.#habits.forgetUnseen(side);
  }

  acceptedIgnore(): AcceptedIgnore {
    const row = this.#get('SELECT ignore_text, ignore_brought FROM pair WHERE id = ?', this.#pair);
    const { ignore_text: text, ignore_brought: brought } = v.parse(IgnoreRow, row);
    return { text: text ?? undefined, brought: brought !== 0 };
  }

  acceptIgnore(text: string): void {
    this.#run('UPDATE pair SET ignore_text = ?, ignore_brought = 0 WHERE id = ?', text, this.#pair);
  }

  #intend(intent: Intent): void {
    this.#run(
      'INSERT OR REPLACE INTO intent (pair, path, to_side, size, ms, ns, precision, proof) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      this.#pair,
      intent.path,
      intent.to,
      ...intentColumns(intent),
    );
  }

  withdraw(path: ItemPath): void {
    this.#run('DELETE FROM intent WHERE pair = ? AND path = ?', this.#pair, path);
  }

  intents(): readonly Intent[] {
    return this.#statement('SELECT * FROM intent WHERE pair = ?').all(this.#pair).map(intentFrom);
  }

  beginRun(run: RunStart): void {
    const { runId, startedMs, trigger, planned, undoes, redo, restores } = run;
    const start: StoredStart = { trigger, planned, undoes, redo, restores };
    this.#run(
      'INSERT INTO run (id, started_ms, start) VALUES (?, ?, ?)',
      runId,
      startedMs,
      JSON.stringify(start),
    );
  }

  addOutcome(runId: RunId, item: ItemOutcome): void {
    this.#run('INSERT INTO run_item (run, item) VALUES (?, ?)', runId, JSON.stringify(item));
  }

  finish({ runId, item, learned }: FinishedItem): void {
    const { record, forget, change } = learned ?? {};
    // What was moved may lie below where it was before by now.
    if (forget !== undefined) this.forget(forget);
    if (record !== undefined) this.record(item.path, record);
    if (change !== undefined) this.completeChange(change.seq, change.after);
    this.addOutcome(runId, item);
  }

  endRun(summary: RunSummary): void {
    this.#run('UPDATE run SET summary = ? WHERE id = ?', JSON.stringify(summary), summary.runId);
    this.#forgetOldRuns();
  }

  /** Their items leave with them, and what they changed: nobody can ask for it any more. */
  #forgetOldRuns(): void {
    const old = this.#statement(OLD_RUNS)
      .all(RUNS_KEPT)
      .map((row) => v.parse(RunRow, row).id);
    for (const runId of old) {
      this.#run('DELETE FROM change WHERE run = ?', runId);
      this.#run('DELETE FROM run WHERE id = ?', runId);
    }
  }

  lastRun(items: number): RunReport | undefined {
    const row = this.#get('SELECT summary FROM run WHERE summary IS NOT NULL ORDER BY seq DESC LIMIT 1');
    if (row === undefined) return undefined;
    const summary = parseRunSummary(v.parse(SummaryRow, row).summary);
    return { ...summary, items: this.outcomesOf(summary.runId, { limit: items }).items };
  }

  history({ before, limit }: HistoryPage): readonly PastRun[] {
    return this.#statement(`${PAST_RUN} WHERE seq < ? ORDER BY seq DESC LIMIT ?`)
      .all(this.#pair, before ?? Number.MAX_SAFE_INTEGER, limit)
      .map((row) => pastRunFrom(row, this.#progressOf));
  }

  runOf(runId: RunId): PastRun | undefined {
    const row = this.#get(`${PAST_RUN} WHERE id = ?`, this.#pair, runId);
    return row === undefined ? undefined : pastRunFrom(row, this.#progressOf);
  }

  /** Only the newest run can still go on: whoever begins one has the right to run to themselves. */
  readonly #progressOf = (runId: RunId, start: StoredStart | undefined): UnendedRun => {
    const newest = v.parse(RunRow, this.#get('SELECT id FROM run ORDER BY seq DESC LIMIT 1')).id;
    const { last } = v.parse(
      LastChange,
      this.#get('SELECT max(noted_ms) AS last FROM change WHERE run = ?', runId),
    );
    return {
      state: newest === runId && this.#claim.isTaken() ? 'running' : 'cut',
      ...start,
      ...countsFrom(this.#statement(PROGRESS).all(runId)),
      ...(last !== null && { lastChangeMs: last }),
    };
  };

  outcomesOf(runId: RunId, { after, limit, only }: OutcomeWish): OutcomePage {
    const found = this.#statement(OUTCOMES)
      .all(runId, after ?? 0, JSON.stringify(only ?? OUTCOME_KINDS), limit + 1)
      .map((row) => v.parse(OutcomeRow, row));
    const page = found.slice(0, limit);
    return {
      items: page.map(({ item }) => parseItemOutcome(item)),
      next: found.length > limit ? page.at(-1)?.seq : undefined,
    };
  }

  noteChange(change: NewChange, intent?: Intent): number {
    if (intent !== undefined) this.#intend(intent);
    if (change.changesIgnoreFile === true)
      this.#run('UPDATE pair SET ignore_brought = 1 WHERE id = ?', this.#pair);
    const { runId, notedMs, path, side, what, from, baseline, kept } = change;
    if (change.givesName === true) this.#habits.given(side, path);
    const detail: ChangeDetail = { path, side, what, from, baseline, kept: kept?.entry };
    const { lastInsertRowid } = this.#statement(
      'INSERT INTO change (pair, run, noted_ms, detail, kept_side, kept_as, kept_size) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(
      this.#pair,
      runId,
      notedMs,
      JSON.stringify(detail),
      kept === undefined ? null : side,
      kept?.as ?? null,
      kept?.size ?? null,
    );
    return Number(lastInsertRowid);
  }

  completeChange(seq: number, after: LeafEntry | undefined): void {
    this.#run(
      'UPDATE change SET after = ? WHERE seq = ?',
      after === undefined ? null : JSON.stringify(after),
      seq,
    );
  }

  changesOf(runId: RunId, before: number, limit: number): readonly Change[] {
    return this.#statement(
      'SELECT * FROM change WHERE pair = ? AND run = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
    )
      .all(this.#pair, runId, before, limit)
      .map(changeFrom);
  }

  keptVersions(): readonly KeptVersion[] {
    return this.#statement('SELECT * FROM change WHERE pair = ? AND kept_as IS NOT NULL ORDER BY seq')
      .all(this.#pair)
      .map(versionFrom);
  }

  keptFiles({ below, before, limit }: KeptPage): readonly KeptFile[] {
    return this.#statement(KEPT_FILES)
      .all(this.#pair, before ?? Number.MAX_SAFE_INTEGER, below ?? '', limit)
      .map(keptFileFrom);
  }

  dropVersion(seq: number): void {
    this.#run('UPDATE change SET kept_as = NULL, kept_side = NULL, kept_size = NULL WHERE seq = ?', seq);
  }

  close(): void {
    this.#statements.clear();
    this.#claim.giveBack();
    this.#db.close();
  }

  #establish(): void {
    if (this.#established) return;
    this.#run('UPDATE pair SET established = 1 WHERE id = ?', this.#pair);
    this.#established = true;
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    this.#statement(sql).run(...values);
  }

  #get(sql: string, ...values: (string | number | null)[]): unknown {
    return this.#statement(sql).get(...values);
  }
}
