import * as v from 'valibot';
import { exactly } from '../../../shared/exactly.js';
import { BaselineRecordSchema, PlanItemSchema, SideSchema } from '../../../shared/plan/plan-schema.js';
import { ProfileDraftSchema, type ProfileDraft } from '../../../shared/profile/profile.js';
import type { Policy } from '../base/policy.js';
import { PolicySchema } from './policy-schema.js';

/**
 * A saved plan is a text of JSON lines: a head, then one line for each item and for what else a run has to know, and an end that
 * counts them, so that a file that was cut short is known for one.
 */
export const FORMAT = 'evenkeel-plan';

/**
 * The version that this Evenkeel writes, and the newest that it reads. In version 1, `ftp://host/` was the folder in which one is signed in;
 * since version 2 it is the root of the server. Up to version 2, the deletion limit was called `brakes`.
 */
export const FORMAT_VERSION = 3;

/** What a plan was made from, and so the only thing that it can be run against. */
export interface PlanBinding {
  /** Names the pair of folders. */
  readonly pair: string;
  /** The token of this pair's state (`StateStore.token`). */
  readonly memory: string;
  /** The baseline's revision when the comparison began. */
  readonly revision: number;
  readonly policy: Policy;
}

/** The first line of a saved plan. */
export interface PlanHead extends PlanBinding {
  /** When it was saved, milliseconds since 1970 in UTC. */
  readonly savedMs: number;
  /** When its comparison began; absent in plans that were saved by an earlier version. */
  readonly comparedMs?: number | undefined;
  /** Both folders as people know them, without a password. */
  readonly places: { readonly local: string; readonly remote: string };
  /** How both are reached; present where the plan was not made between targets of somebody's own. */
  readonly profile?: ProfileDraft | undefined;
}

/** Only what says whether the rest can be understood. */
export const FormatSchema = v.object({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});

export const HeadSchema = exactly<PlanHead>()(
  v.object({
    pair: v.string(),
    memory: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/)),
    revision: v.pipe(v.number(), v.safeInteger()),
    policy: PolicySchema,
    savedMs: v.pipe(v.number(), v.safeInteger()),
    comparedMs: v.optional(v.pipe(v.number(), v.safeInteger())),
    places: v.object({ local: v.string(), remote: v.string() }),
    profile: v.optional(ProfileDraftSchema),
  }),
);

/** The version that takes the place of both of an item, in base64, so that no encoding matters. */
const MergedSchema = v.object({
  path: v.string(),
  sha256: v.string(),
  base64: v.string(),
});

/** The lines after the head. Each has one member, whose name says what it is. */
export const LineSchema = v.union([
  v.strictObject({ item: PlanItemSchema }),
  v.strictObject({ recovered: v.object({ path: v.string(), record: BaselineRecordSchema }) }),
  v.strictObject({ voided: v.string() }),
  v.strictObject({ leftover: v.object({ side: SideSchema, path: v.string() }) }),
  v.strictObject({ merged: MergedSchema }),
  v.strictObject({ movedFolder: v.object({ from: v.string(), to: v.string() }) }),
  v.strictObject({ end: v.object({ lines: v.pipe(v.number(), v.safeInteger()) }) }),
]);
export type Line = v.InferOutput<typeof LineSchema>;
