import * as v from 'valibot';
import type { BaselineRow } from '../entry/baseline.js';
import type { Entry, FileEntry, FolderEntry, LeafEntry, LinkEntry } from '../entry/entry.js';
import { exactly } from '../exactly.js';
import { MOST_MERGED_BYTES } from '../merge/merge-text.js';
import { CONFLICT_KINDS, LEAVE_REASONS, type Action, type Observation, type PlanItem } from './plan.js';
import { MISSING_SIGN_INS, PROBLEM_KINDS, type Problem } from '../problem.js';

/** How items of a plan, and what they are made of, come back from where they were stored as JSON. */

export const SideSchema = v.picklist(['local', 'remote']);

const WholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const TimestampSchema = v.object({
  ms: v.pipe(v.number(), v.finite()),
  ns: v.optional(v.pipe(WholeNumber, v.maxValue(999_999))),
  precisionMs: v.number(),
});

export const FileEntrySchema = exactly<FileEntry>()(
  v.object({
    kind: v.literal('file'),
    size: WholeNumber,
    modified: v.optional(TimestampSchema),
    permissions: v.optional(v.pipe(WholeNumber, v.maxValue(0o777))),
    id: v.optional(v.string()),
    followed: v.optional(v.literal(true)),
  }),
);

export const FolderEntrySchema = exactly<FolderEntry>()(v.object({ kind: v.literal('folder') }));

export const LinkEntrySchema = exactly<LinkEntry>()(
  v.object({ kind: v.literal('link'), target: v.string() }),
);

export const LeafEntrySchema = exactly<LeafEntry>()(v.variant('kind', [FileEntrySchema, LinkEntrySchema]));

const EntrySchema = exactly<Entry>()(
  v.variant('kind', [
    FileEntrySchema,
    FolderEntrySchema,
    LinkEntrySchema,
    v.object({
      kind: v.literal('other'),
      what: v.picklist(['symbolic-link', 'device', 'unreadable-name', 'unreadable-entry', 'own-state']),
      leads: v.optional(v.picklist(['nowhere', 'back'])),
    }),
  ]),
);

export const BaselineRecordSchema = exactly<BaselineRow['record']>()(
  v.variant('kind', [
    v.object({ kind: v.literal('folder'), keptTold: v.optional(v.literal(true)) }),
    v.object({
      kind: v.literal('file'),
      sides: v.object({ local: FileEntrySchema, remote: FileEntrySchema }),
      edited: v.optional(v.pipe(v.array(SideSchema), v.readonly())),
      unproven: v.optional(
        v.object({ sides: v.pipe(v.array(SideSchema), v.readonly()), sha256: v.optional(v.string()) }),
      ),
    }),
    v.object({ kind: v.literal('link'), target: v.string() }),
    v.object({ kind: v.literal('apart') }),
  ]),
);

export const ProblemSchema = exactly<Problem>()(
  v.object({
    // A kind that only a newer version knows is no reason to lose the sentence that goes with it.
    kind: v.fallback(v.picklist(PROBLEM_KINDS), 'other'),
    what: v.string(),
    advice: v.string(),
    side: v.optional(SideSchema),
    path: v.optional(v.string()),
    missing: v.optional(v.picklist(MISSING_SIGN_INS)),
    reply: v.optional(v.string()),
    certificate: v.optional(
      v.object({
        subject: v.string(),
        issuer: v.string(),
        valid: v.optional(v.object({ fromMs: v.number(), toMs: v.number() })),
        fingerprint: v.string(),
        mismatch: v.optional(
          v.object({ host: v.string(), names: v.pipe(v.array(v.string()), v.readonly()) }),
        ),
      }),
    ),
  }),
);

const ConflictKindSchema = v.picklist(CONFLICT_KINDS);

export const ActionSchema = exactly<Action>()(
  v.variant('kind', [
    v.object({ kind: v.literal('equal') }),
    v.object({ kind: v.literal('forget') }),
    v.object({ kind: v.literal('copy'), to: SideSchema, replaces: v.boolean() }),
    v.object({ kind: v.literal('create-folder'), on: SideSchema }),
    v.object({ kind: v.literal('delete'), on: SideSchema }),
    v.object({ kind: v.literal('keep-both'), renames: SideSchema, as: v.string() }),
    v.object({ kind: v.literal('merge'), size: v.pipe(WholeNumber, v.maxValue(MOST_MERGED_BYTES)) }),
    v.object({ kind: v.literal('move'), on: SideSchema, from: v.string(), along: v.optional(v.string()) }),
    v.object({ kind: v.literal('moved'), on: SideSchema, to: v.string(), along: v.optional(v.string()) }),
    v.object({ kind: v.literal('conflict'), conflict: ConflictKindSchema }),
    v.object({
      kind: v.literal('leave'),
      reason: v.picklist(LEAVE_REASONS),
    }),
  ]),
);

const ObservationSchema = exactly<Observation>()(
  v.object({
    class: v.picklist(['missing', 'new', 'unmodified', 'modified', 'deleted', 'existing']),
    entry: v.optional(EntrySchema),
  }),
);

export const SimpleSettlementSchema = v.picklist(['local', 'remote', 'skip', 'keep-both']);

const SettlementSchema = v.picklist([...SimpleSettlementSchema.options, 'merge']);

export const PlanItemSchema = exactly<PlanItem>()(
  v.object({
    path: v.string(),
    local: ObservationSchema,
    remote: ObservationSchema,
    baseline: v.optional(BaselineRecordSchema),
    action: ActionSchema,
    steps: v.optional(v.pipe(v.array(ActionSchema), v.readonly())),
    content: v.optional(v.picklist(['same', 'different'])),
    conflict: v.optional(ConflictKindSchema),
    settled: v.optional(SettlementSchema),
    resolved: v.optional(SettlementSchema),
    alike: v.optional(v.pipe(v.array(v.string()), v.readonly())),
    problem: v.optional(ProblemSchema),
  }),
);
