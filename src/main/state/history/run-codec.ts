import * as v from 'valibot';
import { exactly } from '../../../shared/exactly.js';
import { NOTHING } from '../../../shared/plan/plan.js';
import { ActionSchema, ProblemSchema } from '../../../shared/plan/plan-schema.js';
import { RUN_TRIGGERS, type ItemOutcome, type RunSummary } from '../../../shared/run/run.js';
import type { RunStart } from './history-store.js';

const ItemSchema = exactly<ItemOutcome>()(
  v.object({
    path: v.string(),
    action: ActionSchema,
    outcome: v.variant('kind', [
      v.object({ kind: v.literal('done') }),
      v.object({ kind: v.literal('would-do') }),
      v.object({ kind: v.literal('skipped'), problem: ProblemSchema }),
      v.object({ kind: v.literal('failed'), problem: ProblemSchema }),
    ]),
    bytes: v.number(),
  }),
);

const SummarySchema = exactly<RunSummary>()(
  v.object({
    runId: v.string(),
    profileId: v.string(),
    trigger: v.picklist(RUN_TRIGGERS),
    dryRun: v.boolean(),
    undoes: v.optional(v.string()),
    redo: v.optional(v.boolean()),
    restores: v.optional(v.string()),
    joint: v.optional(v.string()),
    differing: v.optional(v.number()),
    only: v.optional(v.number()),
    planSavedMs: v.optional(v.number()),
    connections: v.optional(v.number()),
    commands: v.optional(
      v.array(
        v.object({
          when: v.picklist(['before', 'after']),
          command: v.string(),
          end: v.variant('kind', [
            v.object({ kind: v.literal('exited'), code: v.number() }),
            v.object({ kind: v.literal('killed'), by: v.string() }),
            v.object({ kind: v.literal('timed-out') }),
            v.object({ kind: v.literal('stopped') }),
            v.object({ kind: v.literal('not-started'), why: v.string() }),
          ]),
          output: v.string(),
          tookMs: v.number(),
        }),
      ),
    ),
    startedMs: v.number(),
    finishedMs: v.number(),
    end: v.variant('kind', [
      v.object({ kind: v.literal('finished') }),
      v.object({ kind: v.literal('stopped') }),
      v.object({ kind: v.literal('broken-off'), problem: ProblemSchema }),
    ]),
    counts: v.object({
      done: v.number(),
      wouldDo: v.number(),
      skipped: v.number(),
      failed: v.number(),
      conflicts: v.number(),
    }),
    bytes: v.number(),
    unreached: v.optional(v.object({ items: v.number(), bytes: v.number() }), NOTHING),
  }),
);

/** The part of a run's beginning that is stored as one text. */
export type StoredStart = Pick<RunStart, 'trigger' | 'planned' | 'undoes' | 'redo' | 'restores' | 'joint'>;

const StartSchema = exactly<StoredStart>()(
  v.object({
    trigger: v.picklist(RUN_TRIGGERS),
    undoes: v.optional(v.string()),
    redo: v.optional(v.boolean()),
    restores: v.optional(v.string()),
    joint: v.optional(v.string()),
    planned: v.optional(v.object({ items: v.number(), bytes: v.number() })),
  }),
);

/** Reads what `JSON.stringify` made of a run's beginning; throws on anything else. */
export function parseRunStart(text: string): StoredStart {
  return v.parse(StartSchema, JSON.parse(text));
}

/** Reads what `JSON.stringify` made of an outcome; throws on anything else. */
export function parseItemOutcome(text: string): ItemOutcome {
  return v.parse(ItemSchema, JSON.parse(text));
}

/** Reads what `JSON.stringify` made of a summary; throws on anything else. */
export function parseRunSummary(text: string): RunSummary {
  return v.parse(SummarySchema, JSON.parse(text));
}
