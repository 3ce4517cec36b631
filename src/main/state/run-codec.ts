import * as v from 'valibot';
import type { BaselineRecord } from '../../shared/entry/baseline.js';
import type { LeafEntry, ItemPath } from '../../shared/entry/entry.js';
import { exactly } from '../../shared/exactly.js';
import { NOTHING } from '../../shared/plan/plan.js';
import {
  ActionSchema,
  BaselineRecordSchema,
  FileEntrySchema,
  FolderEntrySchema,
  LeafEntrySchema,
  LinkEntrySchema,
  ProblemSchema,
  SideSchema,
} from '../../shared/plan/plan-schema.js';
import type { ItemOutcome, RunSummary } from '../../shared/run/run.js';
import type { IntentProof, MadeEntry, NewChange, RunStart } from './state-store.js';

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
    trigger: v.picklist(['window', 'menu', 'tray', 'command-line', 'library']),
    dryRun: v.boolean(),
    undoes: v.optional(v.string()),
    redo: v.optional(v.boolean()),
    restores: v.optional(v.string()),
    differing: v.optional(v.number()),
    planSavedMs: v.optional(v.number()),
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
export type StoredStart = Pick<RunStart, 'trigger' | 'planned' | 'undoes' | 'redo' | 'restores'>;

const StartSchema = exactly<StoredStart>()(
  v.object({
    trigger: v.picklist(['window', 'menu', 'tray', 'command-line', 'library']),
    undoes: v.optional(v.string()),
    redo: v.optional(v.boolean()),
    restores: v.optional(v.string()),
    planned: v.optional(v.object({ items: v.number(), bytes: v.number() })),
  }),
);

/** Reads what `JSON.stringify` made of a run's beginning; throws on anything else. */
export function parseRunStart(text: string): StoredStart {
  return v.parse(StartSchema, JSON.parse(text));
}

const ChangeDetailSchema = exactly<ChangeDetail>()(
  v.object({
    path: v.string(),
    side: SideSchema,
    what: v.picklist([
      'created',
      'replaced',
      'deleted',
      'moved',
      'folder-created',
      'folder-deleted',
      'folder-moved',
    ]),
    from: v.optional(v.string()),
    baseline: v.optional(BaselineRecordSchema),
    kept: v.optional(LeafEntrySchema),
  }),
);

/** How to tell whether an intent was carried out, as it is stored. */
export type StoredProof =
  | IntentProof
  | { readonly kind: 'folder-moved'; readonly from: ItemPath }
  | { readonly kind: 'made'; readonly entry: MadeEntry }
  | { readonly kind: 'removed' }
  | {
      readonly kind: 'restored';
      readonly from: ItemPath;
      readonly entry: LeafEntry;
      readonly record?: BaselineRecord | undefined;
    };

const MadeEntrySchema = exactly<MadeEntry>()(v.variant('kind', [FolderEntrySchema, LinkEntrySchema]));

const IntentProofSchema = exactly<StoredProof>()(
  v.variant('kind', [
    v.object({ kind: v.literal('content'), sha256: v.string() }),
    v.object({ kind: v.literal('moved'), from: v.string(), file: FileEntrySchema }),
    v.object({ kind: v.literal('in-place') }),
    v.object({ kind: v.literal('folder-moved'), from: v.string() }),
    v.object({ kind: v.literal('made'), entry: MadeEntrySchema }),
    v.object({ kind: v.literal('removed') }),
    v.object({
      kind: v.literal('restored'),
      from: v.string(),
      entry: LeafEntrySchema,
      record: v.optional(BaselineRecordSchema),
    }),
  ]),
);

/** Reads what `JSON.stringify` made of the proof of an intent; throws on anything else. */
export function parseIntentProof(text: string): StoredProof {
  return v.parse(IntentProofSchema, JSON.parse(text));
}

/** The part of a change that is stored as one text. */
export interface ChangeDetail extends Pick<NewChange, 'path' | 'side' | 'what' | 'from' | 'baseline'> {
  /** What was put away. */
  readonly kept?: LeafEntry | undefined;
}

/** Reads what `JSON.stringify` made of the detail of a change; throws on anything else. */
export function parseChangeDetail(text: string): ChangeDetail {
  return v.parse(ChangeDetailSchema, JSON.parse(text));
}

/** Reads what `JSON.stringify` made of a file's or link's entry; throws on anything else. */
export function parseLeafEntry(text: string): LeafEntry {
  return v.parse(LeafEntrySchema, JSON.parse(text));
}

/** Reads what `JSON.stringify` made of an outcome; throws on anything else. */
export function parseItemOutcome(text: string): ItemOutcome {
  return v.parse(ItemSchema, JSON.parse(text));
}

/** Reads what `JSON.stringify` made of a summary; throws on anything else. */
export function parseRunSummary(text: string): RunSummary {
  return v.parse(SummarySchema, JSON.parse(text));
}
