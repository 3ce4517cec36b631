import * as v from 'valibot';
import type { PastRun, PathHit, UnendedRun } from '../../../shared/run/history.js';
import { NO_OUTCOMES, type RunId, type RunPurpose } from '../../../shared/run/run.js';
import { parseItemOutcome, parseRunStart, parseRunSummary, type StoredStart } from './run-codec.js';

const RunColumns = v.object({
  seq: v.number(),
  id: v.string(),
  started_ms: v.number(),
  summary: v.nullable(v.string()),
  start: v.nullable(v.string()),
  undoable: v.number(),
});

const HitColumns = v.object({
  seq: v.number(),
  item: v.string(),
  run: v.string(),
  started_ms: v.number(),
  summary: v.nullable(v.string()),
  start: v.nullable(v.string()),
});

/** Reads a row about an item of a run. */
export function pathHitFrom(columns: unknown): PathHit {
  const { seq, item, run, started_ms: startedMs, summary, start } = v.parse(HitColumns, columns);
  const known = summary === null ? (start === null ? {} : parseRunStart(start)) : parseRunSummary(summary);
  const { undoes, redo, restores }: RunPurpose = known;
  return { seq, runId: run, startedMs, purpose: { undoes, redo, restores }, item: parseItemOutcome(item) };
}

const CountColumns = v.object({
  outcome: v.string(),
  conflict: v.number(),
  items: v.number(),
  bytes: v.number(),
});

/**
 * Reads a row about a run. `progressOf` is asked about one without an end.
 */
export function pastRunFrom(
  columns: unknown,
  progressOf: (runId: RunId, start: StoredStart | undefined) => UnendedRun,
): PastRun {
  const row = v.parse(RunColumns, columns);
  const run = { seq: row.seq, runId: row.id, startedMs: row.started_ms, undoable: row.undoable === 1 };
  if (row.summary !== null) return { ...run, summary: parseRunSummary(row.summary) };
  const start = row.start === null ? undefined : parseRunStart(row.start);
  return { ...run, unended: progressOf(row.id, start) };
}

/** Counts the items of a run by what came of them. */
export const PROGRESS = `SELECT item ->> '$.outcome.kind' AS outcome, item ->> '$.action.kind' = 'conflict' AS conflict,
  count(*) AS items, sum(item ->> '$.bytes') AS bytes FROM run_item WHERE run = ? GROUP BY 1, 2`;

/** Reads rows that count the items of a run by what came of them. */
export function countsFrom(rows: readonly unknown[]): Pick<UnendedRun, 'counts' | 'bytes'> {
  const counts = { ...NO_OUTCOMES };
  let bytes = 0;
  for (const columns of rows) {
    const row = v.parse(CountColumns, columns);
    bytes += row.bytes;
    if (row.conflict === 1) counts.conflicts += row.items;
    else if (row.outcome === 'done') counts.done += row.items;
    else if (row.outcome === 'skipped') counts.skipped += row.items;
    else if (row.outcome === 'failed') counts.failed += row.items;
  }
  return { counts, bytes };
}
