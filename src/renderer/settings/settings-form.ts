import * as v from 'valibot';
import { SettingsSchema, type Settings } from '../../shared/settings.js';
import {
  MESSAGE_FIELDS,
  messageValuesOf,
  typedMessages,
  webhookError,
  type KeptMessageSecrets,
  type MessageField,
  type MessageValues,
} from './messages/message-values.js';
import { sizeText, typedSize } from '../components/typed-size.js';

/** What the dialog holds while somebody types. */
export interface SettingsValues extends MessageValues {
  readonly theme: Settings['theme'];
  readonly notifications: Settings['notifications'];
  readonly closing: Settings['closing'];
  readonly startAtLogin: boolean;
  readonly withoutKeyring: Settings['withoutKeyring'];
  readonly checkForUpdates: boolean;
  readonly historyDays: string;
  readonly speed: string;
  readonly connections: string;
  readonly newConnections: string;
  readonly keepVersions: boolean;
  readonly versionDays: string;
  readonly versionMegabytes: string;
}

export type SettingsField =
  | MessageField
  | 'historyDays'
  | 'speed'
  | 'connections'
  | 'newConnections'
  | 'versionDays'
  | 'versionMegabytes';
export type SettingsErrors = Readonly<Partial<Record<SettingsField, string>>>;

/** From top to bottom, with where each stands in the settings. */
export const SETTINGS_FIELDS: readonly (readonly [SettingsField, string])[] = [
  ['historyDays', 'historyDays'],
  ['speed', 'limits.bytesPerSecond'],
  ['connections', 'limits.connections'],
  ['newConnections', 'newProfiles.connections'],
  ['versionDays', 'newProfiles.versionDays'],
  ['versionMegabytes', 'newProfiles.versionMegabytes'],
  ...MESSAGE_FIELDS,
];

/** What the dialog begins with. */
export function valuesOf({ limits, newProfiles, messages, ...rest }: Settings): SettingsValues {
  return {
    theme: rest.theme,
    notifications: rest.notifications,
    closing: rest.closing,
    startAtLogin: rest.startAtLogin,
    withoutKeyring: rest.withoutKeyring,
    checkForUpdates: rest.checkForUpdates,
    historyDays: rest.historyDays === null ? '' : String(rest.historyDays),
    speed: sizeText(limits.bytesPerSecond),
    connections: limits.connections === null ? '' : String(limits.connections),
    newConnections: newProfiles.connections === null ? '' : String(newProfiles.connections),
    keepVersions: newProfiles.keepVersions,
    versionDays: String(newProfiles.versionDays),
    versionMegabytes: String(newProfiles.versionMegabytes),
    ...messageValuesOf(messages),
  };
}

export type CheckedSettings =
  | { readonly kind: 'valid'; readonly settings: Settings }
  | { readonly kind: 'invalid'; readonly errors: SettingsErrors };

/** Checks what was typed, and makes settings of it. */
export function checkSettings(values: SettingsValues, kept: KeptMessageSecrets): CheckedSettings {
  const { theme, notifications, closing, startAtLogin, checkForUpdates, withoutKeyring, keepVersions } =
    values;
  const checked = v.safeParse(SettingsSchema, {
    theme,
    notifications,
    closing,
    startAtLogin,
    withoutKeyring,
    checkForUpdates,
    historyDays: typedNumber(values.historyDays),
    limits: { bytesPerSecond: typedSize(values.speed), connections: typedNumber(values.connections) },
    newProfiles: {
      connections: typedNumber(values.newConnections),
      keepVersions,
      versionDays: typedNumber(values.versionDays) ?? Number.NaN,
      versionMegabytes: typedNumber(values.versionMegabytes) ?? Number.NaN,
    },
    messages: typedMessages(values),
  });
  const address = webhookError(values, kept);
  if (checked.success && address === undefined) return { kind: 'valid', settings: checked.output };
  const errors: Partial<Record<SettingsField, string>> =
    address === undefined ? {} : { webhookAddress: address };
  for (const issue of checked.issues ?? []) {
    const path = v.getDotPath(issue);
    const field = SETTINGS_FIELDS.find(([, place]) => place === path)?.[0];
    if (field !== undefined) errors[field] ??= issue.message;
  }
  return { kind: 'invalid', errors };
}

/** `null` for an empty field; what is not a number is none that the schema takes. */
function typedNumber(text: string): number | null {
  if (text.trim() === '') return null;
  return /^\d{1,12}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
}
