import * as v from 'valibot';
import type { FileEntry, ItemPath } from '../../shared/entry.js';
import { CONFLICT_KINDS, LEAVE_REASONS } from '../../shared/plan.js';
import { PROBLEM_KINDS } from '../../shared/problem.js';
import type { ItemOutcome, RunSummary } from '../../shared/run.js';
import type { IntentProof, NewChange } from './state-store.js';

const SideSchema = v.picklist(['local', 'remote']);

const ProblemSchema = v.object({
  // A kind that only a newer version knows is no reason to lose the sentence that goes with it.
  kind: v.fallback(v.picklist(PROBLEM_KINDS), 'other'),
  what: v.string(),
  advice: v.string(),
  side: v.optional(SideSchema),
  path: v.optional(v.string()),
  certificate: v.optional(
    v.object({
      subject: v.string(),
      issuer: v.string(),
      valid: v.optional(v.object({ fromMs: v.number(), toMs: v.number() })),
      fingerprint: v.string(),
    }),
  ),
});

const ActionSchema = v.variant('kind', [
  v.object({ kind: v.literal('equal') }),
  v.object({ kind: v.literal('forget') }),
  v.object({ kind: v.literal('copy'), to: SideSchema, replaces: v.boolean() }),
  v.object({ kind: v.literal('create-folder'), on: SideSchema }),
  v.object({ kind: v.literal('delete'), on: SideSchema }),
  v.object({ kind: v.literal('move'), on: SideSchema, from: v.string(), along: v.optional(v.string()) }),
  v.object({ kind: v.literal('moved'), on: SideSchema, to: v.string(), along: v.optional(v.string()) }),
  v.object({
    kind: v.literal('conflict'),
    conflict: v.picklist(CONFLICT_KINDS),
  }),
  v.object({
    kind: v.literal('leave'),
    reason: v.picklist(LEAVE_REASONS),
  }),
]);

const ItemSchema = v.object({
  path: v.string(),
  action: ActionSchema,
  outcome: v.variant('kind', [
    v.object({ kind: v.literal('done') }),
    v.object({ kind: v.literal('would-do') }),
    v.object({ kind: v.literal('skipped'), problem: ProblemSchema }),
    v.object({ kind: v.literal('failed'), problem: ProblemSchema }),
  ]),
  bytes: v.number(),
});

const SummarySchema = v.object({
  runId: v.string(),
  profileId: v.string(),
  trigger: v.picklist(['window', 'tray', 'command-line']),
  dryRun: v.boolean(),
  undoes: v.optional(v.string()),
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
});

const FileSchema = v.object({
  kind: v.literal('file'),
  size: v.number(),
  modified: v.optional(v.object({ ms: v.number(), precisionMs: v.number() })),
});

const ChangeDetailSchema = v.object({
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
  baseline: v.optional(
    v.variant('kind', [
      v.object({ kind: v.literal('folder') }),
      v.object({
        kind: v.literal('file'),
        sides: v.object({ local: FileSchema, remote: FileSchema }),
      }),
    ]),
  ),
});

const IntentProofSchema = v.variant('kind', [
  v.object({ kind: v.literal('content'), sha256: v.string() }),
  v.object({ kind: v.literal('moved'), from: v.string(), file: FileSchema }),
  v.object({ kind: v.literal('folder-moved'), from: v.string() }),
]);

/** How to tell whether an intent was carried out, as it is stored. */
export type StoredProof = IntentProof | { readonly kind: 'folder-moved'; readonly from: ItemPath };

/** Reads what `JSON.stringify` made of the proof of an intent; throws on anything else. */
export function parseIntentProof(text: string): StoredProof {
  return v.parse(IntentProofSchema, JSON.parse(text));
}

/** The part of a change that is stored as one text. */
export type ChangeDetail = Pick<NewChange, 'path' | 'side' | 'what' | 'from' | 'baseline'>;

/** Reads what `JSON.stringify` made of the detail of a change; throws on anything else. */
export function parseChangeDetail(text: string): ChangeDetail {
  return v.parse(ChangeDetailSchema, JSON.parse(text));
}

/** Reads what `JSON.stringify` made of a file's entry; throws on anything else. */
export function parseFileEntry(text: string): FileEntry {
  return v.parse(FileSchema, JSON.parse(text));
}

/** Reads what `JSON.stringify` made of an outcome; throws on anything else. */
export function parseItemOutcome(text: string): ItemOutcome {
  return v.parse(ItemSchema, JSON.parse(text));
}

/** Reads what `JSON.stringify` made of a summary; throws on anything else. */
export function parseRunSummary(text: string): RunSummary {
  return v.parse(SummarySchema, JSON.parse(text));
}
