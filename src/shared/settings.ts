import * as v from 'valibot';
import { MessagesSchema } from './messages.js';

/** A whole number; `null` for no limit. */
function limit(least: number, most: number, message: string) {
  return v.nullable(
    v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message)),
  );
}

const SPEED_MESSAGE =
  'Write a speed of at least 2 kB, such as 500 kB or 2 MB, or leave it empty for no limit.';
const CONNECTIONS_MESSAGE = 'Write a number of connections from 1 to 32.';
const DAYS_MESSAGE = 'Write a number of days from 1 to 3,650.';
const MEGABYTES_MESSAGE = 'Write a whole number of megabytes from 1 to 10,000,000.';

const SpeedSchema = limit(1024, Number.MAX_SAFE_INTEGER, SPEED_MESSAGE);

/** What a new profile begins with. */
const NewProfilesSchema = v.object({
  /** `null` for as many as help. */
  connections: v.optional(limit(1, 32, CONNECTIONS_MESSAGE), null),
  /** Whether replaced and deleted files are kept. */
  keepVersions: v.optional(v.boolean(), true),
  versionDays: v.optional(
    v.pipe(
      v.number(DAYS_MESSAGE),
      v.integer(DAYS_MESSAGE),
      v.minValue(1, DAYS_MESSAGE),
      v.maxValue(3650, DAYS_MESSAGE),
    ),
    30,
  ),
  versionMegabytes: v.optional(
    v.pipe(
      v.number(MEGABYTES_MESSAGE),
      v.integer(MEGABYTES_MESSAGE),
      v.minValue(1, MEGABYTES_MESSAGE),
      v.maxValue(10_000_000, MEGABYTES_MESSAGE),
    ),
    1024,
  ),
});

/** Each setting has a default, so that none is missing from a file that was saved before it was thought of. */
export const SettingsSchema = v.object({
  theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  /** Of which ends of syncs in the background the system's notifications tell. */
  notifications: v.optional(v.picklist(['all', 'problems', 'none']), 'all'),
  /** What closing the window does. */
  closing: v.optional(v.picklist(['background', 'quit']), 'background'),
  /** Whether Evenkeel starts in the background when the user signs in to the computer. */
  startAtLogin: v.optional(v.boolean(), false),
  /** Where secrets go on a computer without a keyring: nowhere, so that they last until Evenkeel quits, or into a file, encrypted by the system. */
  withoutKeyring: v.optional(v.picklist(['session', 'encrypted']), 'session'),
  /** Whether Evenkeel looks for newer versions by itself, once a day. */
  checkForUpdates: v.optional(v.boolean(), true),
  /** For how many days the history is kept; `null` for ever. The command line heeds it as well. */
  historyDays: v.optional(limit(1, 3650, DAYS_MESSAGE), 90),
  /** What no sync exceeds, whatever its profile allows. */
  limits: v.optional(
    v.object({
      bytesPerSecond: v.optional(SpeedSchema, null),
      connections: v.optional(limit(1, 32, CONNECTIONS_MESSAGE), null),
    }),
    {},
  ),
  newProfiles: v.optional(NewProfilesSchema, {}),
  /** How runs in the background that need attention are told of beyond this computer. */
  messages: v.optional(MessagesSchema, {}),
});

/** What somebody can say about the application as a whole. */
export type Settings = Readonly<v.InferOutput<typeof SettingsSchema>>;

export const DEFAULT_SETTINGS: Settings = v.parse(SettingsSchema, {});
