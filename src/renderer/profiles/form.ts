import * as v from 'valibot';
import type { SecretChange, SecretChanges } from '../../shared/ipc.js';
import {
  ProfileDraftSchema,
  type Mode,
  type Profile,
  type ProfileDraft,
  type KeptSecret,
} from '../../shared/profile/profile.js';
import { DEFAULT_OPTIONS } from '../../shared/profile/profile-options.js';
import { parseRemote, usualTls } from '../../shared/profile/remote.js';
import { readProxy, wantsSignIn } from '../../shared/proxy.js';
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
export interface FormValues extends OptionValues {
  readonly name: string;
  readonly localFolder: string;
  readonly remoteFolder: string;
  readonly userName: string;
  readonly password: string;
  readonly passphrase: string;
  readonly proxyPassword: string;
  /** Which of the secrets that are kept are to be forgotten. */
  readonly forgotten: readonly KeptSecret[];
  readonly mode: Mode;
  readonly deleteExtra: boolean;
}

export type TextFieldName = 'name' | 'localFolder' | 'remoteFolder' | 'userName';
export type FormField = TextFieldName | OptionField;

/** From top to bottom. */
export const FORM_FIELDS: readonly FormField[] = [
  'name',
  'localFolder',
  'remoteFolder',
  'userName',
  ...OPTION_FIELDS,
];

/** What is wrong with each field, in a sentence. */
export type FormErrors = Readonly<Partial<Record<FormField, string>>>;

export type CheckedForm =
  | { readonly kind: 'valid'; readonly draft: ProfileDraft; readonly secrets: SecretChanges }
  | { readonly kind: 'invalid'; readonly errors: FormErrors };

const EMPTY: FormValues = {
  name: '',
  localFolder: '',
  remoteFolder: '',
  userName: '',
  password: '',
  passphrase: '',
  proxyPassword: '',
  forgotten: [],
  mode: 'two-way',
  deleteExtra: false,
  ...optionValuesOf(DEFAULT_OPTIONS),
};

/** What the form begins with. */
export function valuesOf(profile: Profile | undefined): FormValues {
  if (profile === undefined) return EMPTY;
  const { name, localFolder, remoteFolder, userName, mode, deleteExtra, options } = profile;
  const general = { name, localFolder, remoteFolder, userName, mode, deleteExtra };
  return { ...EMPTY, ...general, ...optionValuesOf(options) };
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
  const trusted = keepsServer(remoteFolder, before) ? before?.trustedCertificate : undefined;
  const checked = v.safeParse(ProfileDraftSchema, {
    name,
    localFolder,
    remoteFolder,
    userName,
    mode,
    deleteExtra: mode !== 'two-way' && values.deleteExtra,
    options: typedOptions(values),
    ...(trusted === undefined ? {} : { trustedCertificate: trusted }),
  });
  if (!checked.success) return { kind: 'invalid', errors: errorsOf(checked.issues, values) };
  const secrets = {
    password: changeOf('password', values),
    passphrase: changeOf('passphrase', values),
    proxy: changeOfProxy(values, before),
  };
  return { kind: 'valid', draft: checked.output, secrets };
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
    const field = path[0] === 'options' ? optionFieldAt(path.slice(1)) : path[0];
    if (!isField(field)) continue;
    errors[field] ??= (isSizeField(field) ? sizeError(values[field]) : undefined) ?? issue.message;
  }
  return errors;
}

function isField(key: unknown): key is FormField {
  return FORM_FIELDS.some((field) => field === key);
}
