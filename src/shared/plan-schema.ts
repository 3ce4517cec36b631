import * as v from 'valibot';
import type { BaselineRow } from './baseline.js';
import type { Entry, FileEntry } from './entry.js';
import { exactly } from './exactly.js';
import type { Action, Observation, PlanItem } from './plan.js';
import type { Problem } from './problem.js';

/** How items of a plan, and what they are made of, come back from where they were stored as JSON. */

export const SideSchema = v.picklist(['local', 'remote']);

const WholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const TimestampSchema = v.object({ ms: v.pipe(v.number(), v.finite()), precisionMs: v.number() });

export const FileEntrySchema = exactly<FileEntry>()(
  v.object({
    kind: v.literal('file'),
    size: WholeNumber,
    modified: v.optional(TimestampSchema),
    permissions: v.optional(v.pipe(WholeNumber, v.maxValue(0o777))),
  }),
);

const EntrySchema = exactly<Entry>()(
  v.variant('kind', [
    FileEntrySchema,
    v.object({ kind: v.literal('folder') }),
    v.object({ kind: v.literal('other'), what: v.picklist(['symbolic-link', 'device']) }),
  ]),
);

export const BaselineRecordSchema = exactly<BaselineRow['record']>()(
  v.variant('kind', [
    v.object({ kind: v.literal('folder') }),
    v.object({
      kind: v.literal('file'),
      sides: v.object({ local: FileEntrySchema, remote: FileEntrySchema }),
    }),
  ]),
);

export const ProblemSchema = exactly<Problem>()(
  v.object({
    kind: v.picklist([
      'server-not-found',
      'server-unreachable',
      'connection-lost',
      'timed-out',
      'sign-in-refused',
      'certificate-unknown',
      'certificate-changed',
      'tls-unavailable',
      'folder-missing',
      'not-found',
      'not-a-folder',
      'permission-denied',
      'no-space',
      'name-refused',
      'changed-meanwhile',
      'already-exists',
      'not-empty',
      'listing-incomplete',
      'transfer-incomplete',
      'busy',
      'damaged',
      'brakes',
      'locked',
      'unsupported',
      'invalid',
      'stopped',
      'other',
    ]),
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
  }),
);

const ConflictKindSchema = v.picklist([
  'edited-on-both-sides',
  'new-on-both-sides',
  'edited-and-deleted',
  'edited-below-deleted-folder',
  'folder-against-file',
  'first-meeting',
  'names-clash',
]);

export const ActionSchema = exactly<Action>()(
  v.variant('kind', [
    v.object({ kind: v.literal('equal') }),
    v.object({ kind: v.literal('forget') }),
    v.object({ kind: v.literal('copy'), to: SideSchema, replaces: v.boolean() }),
    v.object({ kind: v.literal('create-folder'), on: SideSchema }),
    v.object({ kind: v.literal('delete'), on: SideSchema }),
    v.object({ kind: v.literal('move'), on: SideSchema, from: v.string() }),
    v.object({ kind: v.literal('moved'), on: SideSchema, to: v.string() }),
    v.object({ kind: v.literal('conflict'), conflict: ConflictKindSchema }),
    v.object({
      kind: v.literal('leave'),
      reason: v.picklist([
        'mode',
        'skipped',
        'waits-for-folder',
        'content-stays',
        'not-a-file',
        'unreadable',
        'unsafe-name',
        'filtered',
      ]),
    }),
  ]),
);

const ObservationSchema = exactly<Observation>()(
  v.object({
    class: v.picklist(['missing', 'new', 'unmodified', 'modified', 'deleted', 'existing']),
    entry: v.optional(EntrySchema),
  }),
);

const SettlementSchema = v.picklist(['local', 'remote', 'skip']);

export const PlanItemSchema = exactly<PlanItem>()(
  v.object({
    path: v.string(),
    local: ObservationSchema,
    remote: ObservationSchema,
    baseline: v.optional(BaselineRecordSchema),
    action: ActionSchema,
    content: v.optional(v.picklist(['same', 'different'])),
    conflict: v.optional(ConflictKindSchema),
    settled: v.optional(SettlementSchema),
    resolved: v.optional(SettlementSchema),
    problem: v.optional(ProblemSchema),
  }),
);
