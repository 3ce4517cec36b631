import { rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import ElectronStore from 'electron-store';
import type { Problem } from '../../../shared/problem.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.js';
import { readSettings, SETTINGS_FILE } from '../../profiles/saved-settings.js';
import { appText } from '../text.js';

/** The settings of the application, in `settings.json`. */
export class SettingsStore {
  /** What went wrong when the file was read. */
  readonly problem: Problem | undefined;
  readonly #file: ElectronStore;
  #settings: Settings;

  private constructor(file: ElectronStore, settings: Settings, problem: Problem | undefined) {
    this.#file = file;
    this.#settings = settings;
    this.problem = problem;
  }

  /** Reads the file in `folder`. Never rejects: a file that is damaged is renamed, and that is told in `problem`. */
  static async open(folder: string, now = new Date()): Promise<SettingsStore> {
    const { settings, problem } = await read(folder, now);
    // What cannot be read and cannot be renamed either must not end the application.
    const file = new ElectronStore({
      name: basename(SETTINGS_FILE, '.json'),
      cwd: folder,
      configFileMode: 0o600,
      clearInvalidConfig: true,
    });
    return new SettingsStore(file, settings, problem);
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Throws where the disk does not take them; then nothing has changed. */
  save(settings: Settings): void {
    // Atomic: electron-store writes a temporary file and renames it.
    this.#file.store = { ...settings };
    this.#settings = settings;
  }
}

async function read(
  folder: string,
  now: Date,
): Promise<{ readonly settings: Settings; readonly problem?: Problem }> {
  const found = await readSettings(folder);
  if (found === 'missing') return { settings: DEFAULT_SETTINGS };
  return found === 'damaged' ? setAside(folder, now) : { settings: found.settings };
}

async function setAside(
  folder: string,
  now: Date,
): Promise<{ readonly settings: Settings; readonly problem: Problem }> {
  const aside = `settings.damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}.json`;
  const text = appText.damagedSettings;
  try {
    await rename(join(folder, SETTINGS_FILE), join(folder, aside));
    return { settings: DEFAULT_SETTINGS, problem: { kind: 'damaged', ...text.setAside(aside) } };
  } catch {
    return {
      settings: DEFAULT_SETTINGS,
      problem: { kind: 'damaged', ...text.inTheWay(join(folder, SETTINGS_FILE)) },
    };
  }
}
