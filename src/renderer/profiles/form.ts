import * as v from 'valibot';
import type { PasswordChange } from '../../shared/ipc.js';
import { ProfileDraftSchema, type Mode, type Profile, type ProfileDraft } from '../../shared/profile.js';
import { parseRemote } from '../../shared/remote.js';

/** What the form holds while somebody types. */
export interface FormValues {
  readonly name: string;
  readonly localFolder: string;
  readonly remoteFolder: string;
  readonly userName: string;
  readonly password: string;
  /** Whether the password that is kept is to be forgotten. */
  readonly forgetPassword: boolean;
  readonly mode: Mode;
  readonly deleteExtra: boolean;
}

export type FormField = 'name' | 'localFolder' | 'remoteFolder' | 'userName';

/** What is wrong with each field, in a sentence. */
export type FormErrors = Readonly<Partial<Record<FormField, string>>>;

export type CheckedForm =
  | { readonly kind: 'valid'; readonly draft: ProfileDraft; readonly password: PasswordChange }
  | { readonly kind: 'invalid'; readonly errors: FormErrors };

const EMPTY: FormValues = {
  name: '',
  localFolder: '',
  remoteFolder: '',
  userName: '',
  password: '',
  forgetPassword: false,
  mode: 'two-way',
  deleteExtra: false,
};

/** What the form begins with. */
export function valuesOf(profile: Profile | undefined): FormValues {
  if (profile === undefined) return EMPTY;
  const { name, localFolder, remoteFolder, userName, mode, deleteExtra } = profile;
  return { ...EMPTY, name, localFolder, remoteFolder, userName, mode, deleteExtra };
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

/** Checks what was typed, and makes of it what is saved. `before` is the profile that is edited. */
export function checkForm(typed: FormValues, before: Profile | undefined): CheckedForm {
  const { password, forgetPassword, ...rest } = splitAddress(typed);
  const trusted = keepsServer(rest.remoteFolder, before) ? before?.trustedCertificate : undefined;
  const deleteExtra = rest.mode !== 'two-way' && rest.deleteExtra;
  const checked = v.safeParse(ProfileDraftSchema, {
    ...rest,
    deleteExtra,
    ...(trusted === undefined ? {} : { trustedCertificate: trusted }),
  });
  if (!checked.success) return { kind: 'invalid', errors: errorsOf(checked.issues) };
  return { kind: 'valid', draft: checked.output, password: passwordChange(password, forgetPassword) };
}

function passwordChange(password: string, forget: boolean): PasswordChange {
  if (password !== '') return { kind: 'set', password };
  return { kind: forget ? 'remove' : 'keep' };
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

function errorsOf(issues: readonly v.BaseIssue<unknown>[]): FormErrors {
  const errors: Partial<Record<FormField, string>> = {};
  for (const issue of issues) {
    const field = issue.path?.[0]?.key;
    if (isField(field)) errors[field] ??= issue.message;
  }
  return errors;
}

function isField(key: unknown): key is FormField {
  return key === 'name' || key === 'localFolder' || key === 'remoteFolder' || key === 'userName';
}
