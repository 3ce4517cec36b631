import * as v from 'valibot';
import type { RequestName, Requests } from '../../shared/ipc.js';
import type { Problem } from '../../shared/problem.js';
import { OUTCOME_KINDS } from '../../shared/run/run.js';
import { ProfileDraftSchema, ProfileIdSchema } from '../../shared/profile/profile.js';

/** What the main process asks of one request before it carries it out. */
export interface Rule<Name extends RequestName> {
  readonly arguments: v.GenericSchema<unknown, Parameters<Requests[Name]>>;
  /** Makes the answer that refuses it; `null` where its answer has no such form. */
  readonly refuse: ((problem: Problem) => ReturnType<Requests[Name]>) | null;
}

function refused(problem: Problem): { readonly kind: 'refused'; readonly problem: Problem } {
  return { kind: 'refused', problem };
}

// The longest path that any of the systems allows is 32,767 characters.
const PathSchema = v.pipe(v.string(), v.maxLength(32_767));

const SecretChangeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('keep') }),
  v.strictObject({ kind: v.literal('set'), secret: v.pipe(v.string(), v.maxLength(4096)) }),
  v.strictObject({ kind: v.literal('remove') }),
]);

const SecretChangesSchema = v.strictObject({
  password: SecretChangeSchema,
  passphrase: SecretChangeSchema,
  proxy: SecretChangeSchema,
});

const PaceSchema = v.strictObject({
  paused: v.boolean(),
  bytesPerSecond: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1024))),
  connections: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(32))),
});

const FingerprintSchema = v.pipe(v.string(), v.regex(/^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/));

const RunIdSchema = v.pipe(v.string(), v.maxLength(64));

/** A place in the history or in an account. */
const PlaceSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** So that no page is larger than a message may well be. */
const LimitSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000));

/** The rule of every request. One that is missing here does not compile. */
export const RULES: { readonly [Name in RequestName]: Rule<Name> } = {
  open: { arguments: v.strictTuple([]), refuse: null },
  saveProfile: {
    arguments: v.strictTuple([v.nullable(ProfileIdSchema), ProfileDraftSchema, SecretChangesSchema]),
    refuse: refused,
  },
  deleteProfile: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  chooseFolder: { arguments: v.strictTuple([]), refuse: null },
  chooseKeyFile: { arguments: v.strictTuple([]), refuse: null },
  watch: { arguments: v.strictTuple([ProfileIdSchema]), refuse: null },
  compare: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  acceptFilters: {
    arguments: v.strictTuple([ProfileIdSchema, v.pipe(v.string(), v.maxLength(1_000_000))]),
    refuse: refused,
  },
  verify: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  settle: {
    arguments: v.strictTuple([
      ProfileIdSchema,
      v.nullable(v.array(PathSchema)),
      v.nullable(v.picklist(['local', 'remote', 'skip'])),
      v.picklist(['item', 'below']),
    ]),
    refuse: refused,
  },
  setPace: { arguments: v.strictTuple([ProfileIdSchema, PaceSchema]), refuse: refused },
  run: {
    arguments: v.strictTuple([ProfileIdSchema, v.picklist(['dry-run', 'run', 'pass-brakes', 'break-lock'])]),
    refuse: refused,
  },
  undoChoice: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  cancel: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  previewUndo: {
    arguments: v.strictTuple([ProfileIdSchema, RunIdSchema]),
    refuse: refused,
  },
  undo: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  acceptPlain: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  useTls: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  signIn: {
    arguments: v.strictTuple([
      ProfileIdSchema,
      v.picklist(['password', 'passphrase']),
      v.pipe(v.string(), v.maxLength(4096)),
      v.boolean(),
    ]),
    refuse: refused,
  },
  history: {
    arguments: v.strictTuple([
      ProfileIdSchema,
      v.strictObject({ before: v.optional(PlaceSchema), limit: LimitSchema }),
    ]),
    refuse: refused,
  },
  outcomes: {
    arguments: v.strictTuple([
      ProfileIdSchema,
      RunIdSchema,
      v.strictObject({
        after: v.optional(PlaceSchema),
        limit: LimitSchema,
        only: v.optional(v.array(v.picklist(OUTCOME_KINDS))),
      }),
    ]),
    refuse: refused,
  },
  stop: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  trustCertificate: { arguments: v.strictTuple([ProfileIdSchema, FingerprintSchema]), refuse: refused },
};
