import * as v from 'valibot';
import type { SecretChange, SecretChanges } from '../../shared/ipc.js';
import {
  SavedDraftSchema,
  type Mode,
  type Profile,
  type SavedDraft,
  type KeptSecret,
} from '../../shared/profile/profile.js';
import { DEFAULT_OPTIONS, type ProfileOptions } from '../../shared/profile/profile-options.js';
import { parseRemote, usualTls } from '../../shared/profile/remote.js';
import { ConnectionDraftSchema, type ConnectionQuery } from '../../shared/connection/connection-draft.js';
import {
  COMMAND_FIELDS,
  commandFieldAt,
  commandValuesOf,
  typedCommands,
  type CommandField,
  type CommandValues,
} from './commands/command-values.js';
import {
  scheduleProblem,
  scheduleValuesOf,
  typedSchedule,
  type ScheduleValues,
} from './schedule/schedule-values.js';
import {
  filledIn,
  filterTextsOf,
  formPairOf,
  NO_FILTER_TEXTS,
  typedFilters,
  typedPair,
  type FilterTexts,
  type FormPair,
} from './remote/pair-fields.js';
import { guessAddress } from './remote/guess-address.js';
import { readProxy, wantsSignIn } from '../../shared/connection/proxy.js';
import {
  OPTION_FIELDS,
  optionFieldAt,
  optionValuesOf,
  isSizeField,
  sizeError,
  typedOptions,
  type OptionField,
  type OptionValues,
} from './options/option-values.js';

/** What the form holds while somebody types. */
export interface FormValues extends OptionValues, CommandValues {
  readonly name: string;
  readonly localFolder: string;
  readonly remoteFolder: string;
  /** The further pairs of folders, in the order in which they are synced. */
  readonly pairs: readonly FormPair[];
  /** What the first pair leaves out besides what the options do. */
  readonly ownFilters: FilterTexts;
  readonly userName: string;
  readonly password: string;
  readonly passphrase: string;
  readonly proxyPassword: string;
  /** Which of the secrets that are kept are to be forgotten. */
  readonly forgotten: readonly KeptSecret[];
  readonly mode: Mode;
  readonly deleteExtra: boolean;
  /** Whether somebody has chosen a folder of this computer before typing where it is. */
  readonly asFolder: boolean;
  /** When it runs by itself. */
  readonly schedule: ScheduleValues;
  /** What somebody has chosen to trust while the form was open, and of which server. */
  readonly trusted: Trust | null;
}

/** The fingerprint of a certificate or host key that is trusted, for one server only. */
export interface Trust {
  /** As `serverIn` names it. */
  readonly server: string;
  readonly fingerprint: string;
}

type TextFieldName = 'name' | 'localFolder' | 'remoteFolder' | 'userName';
/** A field of a further pair of folders, by its place. */
export type PairField =
  `pairs.${number}.${'localFolder' | 'remoteFolder' | keyof FilterTexts}` | `ownFilters.${keyof FilterTexts}`;
export type FormField = TextFieldName | OptionField | 'schedule' | CommandField | PairField;

/** From top to bottom. */
export const FORM_FIELDS: readonly Exclude<FormField, PairField>[] = [
  'name',
  'localFolder',
  'remoteFolder',
  'userName',
  ...OPTION_FIELDS,
  'schedule',
  ...Object.values(COMMAND_FIELDS),
];

/** What is wrong with each field, in a sentence. */
export type FormErrors = Readonly<Partial<Record<FormField, string>>>;

/** The fields whose value is the text that stands in them. */
type TypedField = {
  [F in keyof FormValues]: FormValues[F] extends string ? (string extends FormValues[F] ? F : never) : never;
}[keyof FormValues] &
  FormField;

/** What a `TextField` takes to show one value of the form, what is wrong with it, and to change it. */
export function fieldProps(
  field: TypedField,
  form: {
    readonly values: FormValues;
    readonly errors: FormErrors;
    readonly onChange: (part: Partial<FormValues>) => void;
  },
) {
  return {
    name: field,
    value: form.values[field],
    error: form.errors[field],
    onChange: (value: string) => form.onChange({ [field]: value }),
  };
}

export type CheckedForm =
  | { readonly kind: 'valid'; readonly draft: SavedDraft; readonly secrets: SecretChanges }
  | { readonly kind: 'invalid'; readonly errors: FormErrors };

const EMPTY: FormValues = {
  name: '',
  localFolder: '',
  remoteFolder: '',
  pairs: [],
  ownFilters: NO_FILTER_TEXTS,
  userName: '',
  password: '',
  passphrase: '',
  proxyPassword: '',
  forgotten: [],
  mode: 'two-way',
  deleteExtra: false,
  asFolder: false,
  trusted: null,
  schedule: scheduleValuesOf(),
  ...commandValuesOf(undefined),
  ...optionValuesOf(DEFAULT_OPTIONS),
};

/** What the form begins with; a new profile with `usual` options. */
export function valuesOf(profile: Profile | undefined, usual: ProfileOptions = DEFAULT_OPTIONS): FormValues {
  if (profile === undefined) return { ...EMPTY, ...optionValuesOf(usual) };
  const { name, localFolder, remoteFolder, pairs = [], userName, mode, deleteExtra, options } = profile;
  const schedule = scheduleValuesOf(profile.schedule);
  const folders = { localFolder, remoteFolder, pairs: pairs.map(formPairOf) };
  const ownFilters = filterTextsOf(profile.ownFilters);
  const general = { name, ...folders, ownFilters, userName, mode, deleteExtra, schedule };
  return { ...EMPTY, ...general, ...commandValuesOf(profile.commands), ...optionValuesOf(options) };
}

/** Whether somebody has entered anything that is not saved. */
export function isChanged(before: FormValues, now: FormValues): boolean {
  return JSON.stringify(inOrder(before)) !== JSON.stringify(inOrder(now));
}

function inOrder(values: FormValues): readonly (readonly [string, unknown])[] {
  return Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Takes over what was entered: where the port comes to mean another kind of TLS than before, that follows, unless somebody has chosen it. */
export function withEntered(before: FormValues, part: Partial<FormValues>): FormValues {
  const now = { ...before, ...part };
  const [then, means] = [tlsMeant(before), tlsMeant(now)];
  return then === means || now.tlsChosen ? now : { ...now, tls: means };
}

function tlsMeant({ remoteFolder }: FormValues): FormValues['tls'] {
  const parsed = parseRemote(remoteFolder.trim());
  return usualTls(parsed.kind === 'valid' ? parsed.address : undefined);
}

/** Moves a user name and password that were pasted with the address into their own fields, so that neither is saved in it. */
export function splitAddress(values: FormValues): FormValues {
  const parsed = parseRemote(values.remoteFolder.trim());
  if (parsed.kind === 'invalid' || (parsed.userName === '' && parsed.password === '')) return values;
  return {
    ...values,
    remoteFolder: values.remoteFolder.trim().replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1'),
    userName: parsed.userName === '' ? values.userName : parsed.userName,
    password: parsed.password === '' ? values.password : parsed.password,
  };
}

/** Moves a password that was pasted with the address of the proxy into its own field. */
export function splitProxy(values: FormValues): FormValues {
  const read = readProxy(values.proxy);
  if (read === undefined || read.password === '') return values;
  return { ...values, proxy: read.url, proxyPassword: read.password };
}

/** Checks what was typed, and makes of it what is saved. `before` is the profile that is edited. */
export function checkForm(typed: FormValues, before: Profile | undefined): CheckedForm {
  const values = splitProxy(splitAddress(typed));
  const { name, localFolder, remoteFolder, userName, mode } = values;
  const trusted = trustOf(values, before);
  const pairs = filledIn(values.pairs);
  const schedule = typedSchedule(values.schedule);
  const commands = typedCommands(values);
  const checked = v.safeParse(SavedDraftSchema, {
    name,
    localFolder,
    remoteFolder,
    userName,
    mode,
    ...(pairs.length === 0 ? {} : { pairs: pairs.map(typedPair) }),
    ...typedFilters(values.ownFilters),
    deleteExtra: mode !== 'two-way' && values.deleteExtra,
    options: typedOptions(values),
    ...(schedule === undefined ? {} : { schedule }),
    ...(commands === undefined ? {} : { commands }),
    ...(trusted === undefined ? {} : { trustedCertificate: trusted }),
  });
  if (!checked.success) return { kind: 'invalid', errors: errorsOf(checked.issues, values) };
  const wrong = scheduleProblem(checked.output.schedule);
  if (wrong !== undefined) return { kind: 'invalid', errors: { schedule: wrong } };
  return { kind: 'valid', draft: checked.output, secrets: secretsOf(values, before) };
}

export type CheckedConnection =
  | { readonly kind: 'valid'; readonly query: ConnectionQuery }
  | { readonly kind: 'invalid'; readonly errors: FormErrors };

/** Checks only what says how the remote side is reached, and makes of it what can be tried. */
export function checkConnection(typed: FormValues, before: Profile | undefined): CheckedConnection {
  const values = splitProxy(splitAddress(typed));
  const { remoteFolder, userName } = values;
  const trusted = trustOf(values, before);
  const checked = v.safeParse(ConnectionDraftSchema, {
    remoteFolder,
    userName,
    options: typedOptions(values),
    ...(trusted === undefined ? {} : { trustedCertificate: trusted }),
  });
  if (!checked.success) return { kind: 'invalid', errors: errorsOf(checked.issues, values) };
  const secrets = secretsOf(values, before);
  return { kind: 'valid', query: { profileId: before?.id ?? null, draft: checked.output, secrets } };
}

function secretsOf(values: FormValues, before: Profile | undefined): SecretChanges {
  return {
    password: changeOf('password', values),
    passphrase: changeOf('passphrase', values),
    proxy: changeOfProxy(values, before),
  };
}

/** What is trusted of the server that stands in the form: what was chosen since it is open, else what the profile says of the same server. */
function trustOf({ remoteFolder, trusted }: FormValues, before: Profile | undefined): string | undefined {
  if (trusted !== null && trusted.server === serverIn(remoteFolder)) return trusted.fingerprint;
  return keepsServer(remoteFolder, before) ? before?.trustedCertificate : undefined;
}

/** Names the server of an address; `undefined` where it has none. */
export function serverIn(remoteFolder: string): string | undefined {
  const parsed = parseRemote(remoteFolder.trim());
  if (parsed.kind === 'invalid' || parsed.address.kind === 'folder') return undefined;
  const { protocol, host, port } = parsed.address;
  return `${protocol === 'sftp' ? 'ssh' : 'tls'} ${host}:${port}`;
}

/** Adds what is missing at the beginning of an address, unless a folder is meant; the same values where nothing is. */
export function completeAddress(values: FormValues): FormValues {
  const guessed = values.asFolder ? undefined : guessAddress(values.remoteFolder);
  return guessed === undefined ? values : withEntered(values, { remoteFolder: guessed });
}

/** The field of each secret. */
export const SECRET_FIELDS = {
  password: 'password',
  passphrase: 'passphrase',
  proxy: 'proxyPassword',
} as const satisfies Readonly<Record<KeptSecret, keyof FormValues>>;

function changeOfProxy(values: FormValues, before: Profile | undefined): SecretChange {
  if (wantsSignIn(values.proxy)) return changeOf('proxy', values);
  // Nobody is shown any more that there is one.
  return { kind: wantsSignIn(before?.options.line.proxy ?? null) ? 'remove' : 'keep' };
}

function changeOf(kind: KeptSecret, values: FormValues): SecretChange {
  const secret = values[SECRET_FIELDS[kind]];
  if (secret !== '') return { kind: 'set', secret };
  return { kind: values.forgotten.includes(kind) ? 'remove' : 'keep' };
}

// Trust is given to one server: it does not go along to another one.
function keepsServer(remoteFolder: string, before: Profile | undefined): boolean {
  if (before === undefined) return false;
  const now = parseRemote(remoteFolder.trim());
  const then = parseRemote(before.remoteFolder);
  if (now.kind === 'invalid' || then.kind === 'invalid') return false;
  if (now.address.kind === 'folder' || then.address.kind === 'folder') return false;
  return now.address.host === then.address.host && now.address.port === then.address.port;
}

function errorsOf(issues: readonly v.BaseIssue<unknown>[], values: FormValues): FormErrors {
  const errors: Partial<Record<FormField, string>> = {};
  for (const issue of issues) {
    const path = issue.path?.map(({ key }) => key) ?? [];
    const field = fieldAt(path);
    const ofPair = pairFieldAt(path, values);
    if (ofPair !== undefined) errors[ofPair] ??= issue.message;
    if (!isField(field)) continue;
    errors[field] ??= (isSizeField(field) ? sizeError(values[field]) : undefined) ?? issue.message;
  }
  return errors;
}

function fieldAt([first, ...rest]: readonly unknown[]): unknown {
  if (first === 'options') return optionFieldAt(rest);
  return first === 'commands' ? commandFieldAt(rest) : first;
}

/** The field of a further pair that an issue is about. Those that are not filled in were left out of what was checked. */
function pairFieldAt(path: readonly unknown[], { pairs }: FormValues): PairField | undefined {
  const [first, place, side] = path;
  if (first === 'ownFilters') return `ownFilters.${filterFieldAt(place)}`;
  if (first !== 'pairs' || typeof place !== 'number') return undefined;
  const pair = filledIn(pairs)[place];
  const at = pairs.findIndex((one) => one === pair);
  if (side === 'ownFilters') return `pairs.${at}.${filterFieldAt(path[3])}`;
  return side === 'remoteFolder' ? `pairs.${at}.remoteFolder` : `pairs.${at}.localFolder`;
}

function filterFieldAt(key: unknown): keyof FilterTexts {
  return key === 'matchNames' ? 'only' : 'exclude';
}

function isField(key: unknown): key is Exclude<FormField, PairField> {
  return FORM_FIELDS.some((field) => field === key);
}
