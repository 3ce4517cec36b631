import * as v from 'valibot';
import type { OutcomePage, OutcomeRequest, UnendedRun } from '../../../shared/run/history.js';
import { OUTCOME_KINDS, type RunId } from '../../../shared/run/run.js';
import type { PairRow } from '../baseline/pair-row.js';
import type { Synchronous } from '../sqlite/synchronous.js';
import type { StateLock } from '../sqlite/state-lock.js';
import type { Statements } from '../sqlite/statements.js';
import type { HistoryStore } from './history-store.js';
import { parseItemOutcome, parseRunSummary, type StoredStart } from './run-codec.js';
import { countsFrom, pastRunFrom, pathHitFrom, PROGRESS } from './run-columns.js';

/** `HistoryStore` where the database is. */
export type StoredHistory = Synchronous<HistoryStore>;

/**
 * Runs that are kept whatever they did, and as many of those that did nothing: one that cannot begin, again and again, pushes no other out.
 * When a run ends, older ones are removed, except those with versions that are still kept.
 */
const RUNS_KEPT = 50;

const DAY_MS = 86_400_000;
/** They are kept for a number of days only as long as there are no more runs than this, and no more items in them. */
const MOST_RUNS = 5_000;
const MOST_ITEMS = 200_000;

const SummaryRow = v.object({ summary: v.string() });
const LastChange = v.object({ last: v.nullable(v.number()) });
const RunRow = v.object({ id: v.string() });
const OutcomeRow = v.object({ seq: v.number(), item: v.string() });

const PAST_RUN = `SELECT seq, id, started_ms, summary, start,
  EXISTS (SELECT 1 FROM change WHERE change.run = run.id AND change.pair = ?) AS undoable FROM run`;

const OUTCOMES = `SELECT seq, item FROM run_item WHERE run = ? AND seq > ?
  AND item ->> '$.outcome.kind' IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT ?`;

const ITEMS = `SELECT run_item.seq AS seq, item, run, started_ms, summary, start
  FROM run_item JOIN run ON run.id = run_item.run WHERE run_item.seq < ?2 AND`;
const NEWEST_FIRST = 'ORDER BY run_item.seq DESC LIMIT ?3';
const ITEMS_OF_PATH = `${ITEMS} item ->> '$.path' = ?1 ${NEWEST_FIRST}`;
const ITEMS_LIKE = `${ITEMS} item ->> '$.path' LIKE ?1 ESCAPE '\\' ${NEWEST_FIRST}`;

const OLD_RUNS = `WITH
  told AS (SELECT id, seq, started_ms, EXISTS (SELECT 1 FROM run_item WHERE run_item.run = run.id) AS did,
    coalesce(summary ->> '$.counts.done', 0) + coalesce(summary ->> '$.counts.skipped', 0)
      + coalesce(summary ->> '$.counts.failed', 0) AS items FROM run),
  ranked AS (SELECT *, row_number() OVER (PARTITION BY did ORDER BY seq DESC) AS place,
    sum(items) OVER (ORDER BY seq DESC) AS items_since FROM told)
  SELECT id FROM ranked AS run
  WHERE place > ${RUNS_KEPT} AND (did = 0 OR started_ms < ? OR place > ${MOST_RUNS} OR items_since > ${MOST_ITEMS})
  AND NOT EXISTS (SELECT 1 FROM change WHERE change.run = run.id AND change.kept_as IS NOT NULL)`;

/**
 * The tables `run` and `run_item`. `days` is how long runs are kept that did something; `null` for ever. `lock` tells whether the newest run still goes on. */
export function historyTables(
  sql: Statements,
  pair: PairRow,
  lock: StateLock,
  days: number | null,
): StoredHistory {
  const progressOf = (runId: RunId, start: StoredStart | undefined): UnendedRun =>
    progress(sql, lock, runId, start);
  return {
    beginRun: ({ runId, startedMs, trigger, planned, undoes, redo, restores, joint }) => {
      const start: StoredStart = { trigger, planned, undoes, redo, restores, joint };
      sql.run(
        'INSERT INTO run (id, started_ms, start) VALUES (?, ?, ?)',
        runId,
        startedMs,
        JSON.stringify(start),
      );
    },
    addOutcome: (runId, item) => {
      sql.run('INSERT INTO run_item (run, item) VALUES (?, ?)', runId, JSON.stringify(item));
    },
    endRun: (summary) => {
      sql.run('UPDATE run SET summary = ? WHERE id = ?', JSON.stringify(summary), summary.runId);
      if (days !== null) forgetOldRuns(sql, summary.finishedMs - days * DAY_MS);
    },
    lastRun: (items) => {
      const row = sql.get('SELECT summary FROM run WHERE summary IS NOT NULL ORDER BY seq DESC LIMIT 1');
      if (row === undefined) return undefined;
      const summary = parseRunSummary(v.parse(SummaryRow, row).summary);
      return { ...summary, items: outcomes(sql, summary.runId, { limit: items }).items };
    },
    history: ({ before, limit }) =>
      sql
        .all(
          `${PAST_RUN} WHERE seq < ? ORDER BY seq DESC LIMIT ?`,
          pair.id,
          before ?? Number.MAX_SAFE_INTEGER,
          limit,
        )
        .map((row) => pastRunFrom(row, progressOf)),
    runOf: (runId) => {
      const row = sql.get(`${PAST_RUN} WHERE id = ?`, pair.id, runId);
      return row === undefined ? undefined : pastRunFrom(row, progressOf);
    },
    outcomesOf: (runId, request) => outcomes(sql, runId, request),
    findItems: ({ text, exact, before, limit }) =>
      sql
        .all(
          exact ? ITEMS_OF_PATH : ITEMS_LIKE,
          exact ? text : `%${text.replace(/[\\%_]/g, '\\$&')}%`,
          before ?? Number.MAX_SAFE_INTEGER,
          limit,
        )
        .map(pathHitFrom),
  };
}

/** Their items leave with them, and what they changed: nobody can ask for it any more. */
function forgetOldRuns(sql: Statements, beforeMs: number): void {
  const old = sql.all(OLD_RUNS, beforeMs).map((row) => v.parse(RunRow, row).id);
  for (const runId of old) {
    sql.run('DELETE FROM change WHERE run = ?', runId);
    sql.run('DELETE FROM run WHERE id = ?', runId);
  }
}

/** Only the newest run can still go on: whoever begins one has the right to run to themselves. */
function progress(
  sql: Statements,
  lock: StateLock,
  runId: RunId,
  start: StoredStart | undefined,
): UnendedRun {
  const newest = v.parse(RunRow, sql.get('SELECT id FROM run ORDER BY seq DESC LIMIT 1')).id;
  const change = sql.get('SELECT max(noted_ms) AS last FROM change WHERE run = ?', runId);
  const { last } = v.parse(LastChange, change);
  return {
    state: newest === runId && lock.isTaken() ? 'running' : 'cut',
    ...start,
    ...countsFrom(sql.all(PROGRESS, runId)),
    ...(last !== null && { lastChangeMs: last }),
  };
}

function outcomes(sql: Statements, runId: RunId, { after, limit, only }: OutcomeRequest): OutcomePage {
  const found = sql
    .all(OUTCOMES, runId, after ?? 0, JSON.stringify(only ?? OUTCOME_KINDS), limit + 1)
    .map((row) => v.parse(OutcomeRow, row));
  const page = found.slice(0, limit);
  return {
    items: page.map(({ item }) => parseItemOutcome(item)),
    next: found.length > limit ? page.at(-1)?.seq : undefined,
  };
}
