import * as v from 'valibot';
import { APP_COMMANDS, COMMAND_IDS } from '../../shared/commands.js';
import { MOST_CONTENT_BYTES } from '../../shared/content.js';
import { refused, type RequestName, type Requests } from '../../shared/ipc.js';
import { ConnectionDraftSchema } from '../../shared/connection/connection-draft.js';
import { MOST_MERGED_BYTES } from '../../shared/merge/merge-text.js';
import { FileEntrySchema, SimpleSettlementSchema } from '../../shared/plan/plan-schema.js';
import type { Problem } from '../../shared/problem.js';
import { OUTCOME_KINDS, RUN_TONES, RUN_TRIGGERS } from '../../shared/run/run.js';
import { ProfileIdSchema, SavedDraftSchema } from '../../shared/profile/profile.js';
import { MailSchema, MESSAGE_CHANNELS } from '../../shared/messages.js';
import { PAIRS_REQUESTS } from '../../shared/run/activity.js';
import { SettingsSchema } from '../../shared/settings.js';
import { UpdateRequestSchema } from '../../shared/update.js';
import { ipcText } from './text.js';

/** What the main process asks of one request before it carries it out. */
export interface Rule<Name extends RequestName> {
  readonly arguments: v.GenericSchema<unknown, Parameters<Requests[Name]>>;
  /** Makes the answer that refuses it; `null` where its answer has no such form. */
  readonly refuse: ((problem: Problem) => ReturnType<Requests[Name]>) | null;
}

// The longest path that any of the systems allows is 32,767 characters.
const PathSchema = v.pipe(v.string(), v.maxLength(32_767));

const SideSchema = v.picklist(['local', 'remote']);

const SettleRequestSchema = v.strictObject({
  paths: v.nullable(v.array(PathSchema)),
  settlement: v.nullable(SimpleSettlementSchema),
  reach: v.picklist(['item', 'below']),
});

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

const ConnectionQuerySchema = v.strictObject({
  profileId: v.nullable(ProfileIdSchema),
  draft: ConnectionDraftSchema,
  secrets: SecretChangesSchema,
});

const BrowserIdSchema = v.pipe(v.string(), v.maxLength(64));

/** The absolute path of a folder on a server. */
const ServerFolderSchema = v.pipe(PathSchema, v.regex(/^\/[^\0\r\n]*$/));

/** The name of a folder that somebody wants to make: one name, and none that leads elsewhere (S9). */
const FolderNameSchema = v.pipe(
  v.string(),
  v.nonEmpty(ipcText.noFolderName),
  v.maxLength(255, ipcText.longFolderName),
  v.regex(/^(?!\.{1,2}$)[^/\\\p{Cc}]+$/u, ipcText.unfitFolderName),
);

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

/** How far the history of each profile has been read. */
const ReadToSchema = v.record(ProfileIdSchema, PlaceSchema);

/** The rule of every request. One that is missing here does not compile. */
export const RULES: { readonly [Name in RequestName]: Rule<Name> } = {
  open: { arguments: v.strictTuple([]), refuse: null },
  saveProfile: {
    arguments: v.strictTuple([v.nullable(ProfileIdSchema), SavedDraftSchema, SecretChangesSchema]),
    refuse: refused,
  },
  deleteProfile: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  chooseFolder: { arguments: v.strictTuple([]), refuse: null },
  chooseKeyFile: { arguments: v.strictTuple([]), refuse: null },
  lookAtFolder: { arguments: v.strictTuple([PathSchema]), refuse: null },
  makeFolder: { arguments: v.strictTuple([PathSchema]), refuse: refused },
  testConnection: { arguments: v.strictTuple([ConnectionQuerySchema, v.boolean()]), refuse: refused },
  stopTest: { arguments: v.strictTuple([]), refuse: refused },
  openFolders: { arguments: v.strictTuple([ConnectionQuerySchema]), refuse: refused },
  listFolders: { arguments: v.strictTuple([BrowserIdSchema, ServerFolderSchema]), refuse: refused },
  makeServerFolder: {
    arguments: v.strictTuple([BrowserIdSchema, ServerFolderSchema, FolderNameSchema]),
    refuse: refused,
  },
  closeFolders: { arguments: v.strictTuple([BrowserIdSchema]), refuse: refused },
  copyDialogue: {
    arguments: v.strictTuple([ProfileIdSchema, v.picklist(['run', 'comparison'])]),
    refuse: refused,
  },
  dialogue: {
    arguments: v.strictTuple([ProfileIdSchema, v.picklist(['run', 'comparison']), PlaceSchema, PlaceSchema]),
    refuse: refused,
  },
  pairs: { arguments: v.strictTuple([ProfileIdSchema]), refuse: null },
  previewUndoOfAll: { arguments: v.strictTuple([ProfileIdSchema, RunIdSchema]), refuse: refused },
  doWithAll: {
    arguments: v.strictTuple([ProfileIdSchema, v.picklist(PAIRS_REQUESTS)]),
    refuse: refused,
  },
  watch: { arguments: v.strictTuple([ProfileIdSchema]), refuse: null },
  compare: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  acceptFilters: {
    arguments: v.strictTuple([ProfileIdSchema, v.pipe(v.string(), v.maxLength(1_000_000))]),
    refuse: refused,
  },
  verify: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  settle: {
    arguments: v.strictTuple([ProfileIdSchema, v.array(SettleRequestSchema)]),
    refuse: refused,
  },
  readContent: {
    arguments: v.strictTuple([
      ProfileIdSchema,
      PathSchema,
      v.picklist(['local', 'remote']),
      v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MOST_CONTENT_BYTES)),
    ]),
    refuse: refused,
  },
  readBase: { arguments: v.strictTuple([ProfileIdSchema, PathSchema]), refuse: refused },
  settleMerge: {
    arguments: v.strictTuple([
      ProfileIdSchema,
      PathSchema,
      v.pipe(
        v.instance(Uint8Array),
        v.check(({ length }) => length <= MOST_MERGED_BYTES),
      ),
      v.strictObject({ local: FileEntrySchema, remote: FileEntrySchema }),
    ]),
    refuse: refused,
  },
  stopReading: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  setPace: { arguments: v.strictTuple([ProfileIdSchema, PaceSchema]), refuse: refused },
  run: {
    arguments: v.strictTuple([
      ProfileIdSchema,
      v.picklist(['dry-run', 'run', 'exceed-deletion-limit', 'break-lock']),
    ]),
    refuse: refused,
  },
  runOnly: {
    arguments: v.strictTuple([ProfileIdSchema, v.pipe(v.array(PathSchema), v.minLength(1))]),
    refuse: refused,
  },
  openItem: { arguments: v.strictTuple([ProfileIdSchema, PathSchema, SideSchema]), refuse: refused },
  showItem: { arguments: v.strictTuple([ProfileIdSchema, PathSchema, SideSchema]), refuse: refused },
  copyItems: {
    arguments: v.strictTuple([
      ProfileIdSchema,
      v.pipe(v.array(PathSchema), v.minLength(1)),
      v.picklist(['path', 'url']),
    ]),
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
  allRuns: {
    arguments: v.strictTuple([
      v.strictObject({
        filter: v.strictObject({
          profileId: v.optional(ProfileIdSchema),
          trigger: v.optional(v.picklist(RUN_TRIGGERS)),
          tone: v.optional(v.picklist(RUN_TONES)),
        }),
        readTo: v.optional(ReadToSchema),
        limit: LimitSchema,
      }),
    ]),
    refuse: refused,
  },
  findInHistory: {
    arguments: v.strictTuple([
      v.strictObject({
        text: v.pipe(PathSchema, v.minLength(1)),
        exact: v.boolean(),
        filter: v.strictObject({ profileId: v.optional(ProfileIdSchema) }),
        readTo: v.optional(ReadToSchema),
        limit: LimitSchema,
      }),
    ]),
    refuse: refused,
  },
  versionsOf: { arguments: v.strictTuple([ProfileIdSchema, PathSchema]), refuse: refused },
  previewRestore: { arguments: v.strictTuple([ProfileIdSchema, PlaceSchema]), refuse: refused },
  restore: { arguments: v.strictTuple([ProfileIdSchema, PlaceSchema]), refuse: refused },
  retry: {
    arguments: v.strictTuple([ProfileIdSchema, v.pipe(v.array(PathSchema), v.minLength(1))]),
    refuse: refused,
  },
  exportReport: { arguments: v.strictTuple([ProfileIdSchema, RunIdSchema]), refuse: refused },
  stop: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  runFirst: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  takeOffQueue: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  trustCertificate: { arguments: v.strictTuple([ProfileIdSchema, FingerprintSchema]), refuse: refused },
  showCommands: {
    arguments: v.strictTuple([
      v.strictObject({
        enabled: v.array(v.picklist(COMMAND_IDS)),
        checked: v.array(v.picklist(COMMAND_IDS)),
      }),
    ]),
    refuse: null,
  },
  appCommand: { arguments: v.strictTuple([v.picklist(APP_COMMANDS)]), refuse: refused },
  duplicateProfile: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
  arrangeProfiles: {
    arguments: v.strictTuple([
      v.array(
        v.strictObject({
          id: ProfileIdSchema,
          group: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60))),
        }),
      ),
    ]),
    refuse: refused,
  },
  exportProfiles: { arguments: v.strictTuple([]), refuse: refused },
  importSources: { arguments: v.strictTuple([]), refuse: refused },
  lookAtImport: {
    arguments: v.strictTuple([
      v.variant('kind', [
        v.strictObject({ kind: v.literal('file') }),
        v.strictObject({ kind: v.literal('place'), at: PlaceSchema }),
        v.strictObject({ kind: v.literal('clipboard') }),
      ]),
    ]),
    refuse: refused,
  },
  acceptImport: {
    arguments: v.strictTuple([
      v.array(v.strictObject({ at: PlaceSchema, localFolder: v.nullable(PathSchema) })),
    ]),
    refuse: refused,
  },
  dropImport: { arguments: v.strictTuple([]), refuse: refused },
  forgetSecrets: { arguments: v.strictTuple([]), refuse: refused },
  saveSettings: { arguments: v.strictTuple([SettingsSchema]), refuse: refused },
  messageSecrets: { arguments: v.strictTuple([]), refuse: refused },
  changeMessageSecret: {
    arguments: v.strictTuple([v.picklist(MESSAGE_CHANNELS), SecretChangeSchema]),
    refuse: refused,
  },
  testMessage: {
    arguments: v.strictTuple([v.picklist(MESSAGE_CHANNELS), v.nullable(MailSchema), SecretChangeSchema]),
    refuse: refused,
  },
  licences: { arguments: v.strictTuple([]), refuse: refused },
  update: { arguments: v.strictTuple([UpdateRequestSchema]), refuse: refused },
  savePlan: { arguments: v.strictTuple([ProfileIdSchema]), refuse: refused },
};
