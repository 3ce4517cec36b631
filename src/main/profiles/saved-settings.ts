import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { DEFAULT_SETTINGS, SettingsSchema, type Settings } from '../../shared/settings.js';

/** The file of the application's settings, in its folder. */
export const SETTINGS_FILE = 'settings.json';

/** What was read: the settings, that there are none yet, or that the file is of no use. */
export type SettingsRead = { readonly kind: 'read'; readonly settings: Settings } | 'missing' | 'damaged';

/** Reads the settings in the application's folder. Never rejects. */
export async function readSettings(folder: string): Promise<SettingsRead> {
  let text: string;
  try {
    text = await readFile(join(folder, SETTINGS_FILE), 'utf8');
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : 'damaged';
  }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), SettingsSchema), text.replace(/^\uFEFF/, ''));
  return parsed.success ? { kind: 'read', settings: parsed.output } : 'damaged';
}

/** The settings as whoever does not change them needs them: the usual ones where there are none. Never rejects. */
export async function readSavedSettings(folder: string): Promise<Settings> {
  const read = await readSettings(folder);
  return read === 'missing' || read === 'damaged' ? DEFAULT_SETTINGS : read.settings;
}
