import { rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type ElectronStore from 'electron-store';
import type { Problem } from '../../../shared/problem.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.js';
import { readSettings, SETTINGS_FILE } from '../../profiles/saved-settings.js';
import { appText } from '../text.js';

/** The settings of the application, in `settings.json`. */
export class SettingsStore {
  /** What went wrong when the file was read. */
  readonly problem: Problem | undefined;
  readonly #folder: string;
  #file: ElectronStore | undefined;
  #settings: Settings;

  private constructor(folder: string, settings: Settings, problem: Problem | undefined) {
    this.#folder = folder;
    this.#settings = settings;
    this.problem = problem;
  }

  /** Reads the file in `folder`. Never rejects: a file that is damaged is renamed, and that is told in `problem`. */
  static async open(folder: string, now = new Date()): Promise<SettingsStore> {
    const { settings, problem } = await read(folder, now);
    return new SettingsStore(folder, settings, problem);
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Rejects where the disk does not take them; then nothing has changed. */
  async save(settings: Settings): Promise<void> {
    this.#file ??= await openFile(this.#folder);
    // Atomic: electron-store writes a temporary file and renames it.
    this.#file.store = { ...settings };
    this.#settings = settings;
  }
}

/** Loaded only once something is to be written: it is large, and the window waits for the settings. */
async function openFile(folder: string): Promise<ElectronStore> {
  const { default: Store } = await import('electron-store');
  // What cannot be read and cannot be renamed either must not end the application.
  const name = basename(SETTINGS_FILE, '.json');
  return new Store({ name, cwd: folder, configFileMode: 0o600, clearInvalidConfig: true });
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
