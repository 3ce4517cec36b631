import { nativeTheme } from 'electron';
import { refused, type Answer } from '../../../shared/ipc.js';
import type { Settings } from '../../../shared/settings.js';
import type { Credentials } from '../../credentials/credentials.js';
import { appText } from '../text.js';
import type { SettingsStore } from './settings-store.js';
import { startAtLogin } from './start-at-login.js';

export interface SaveSettingsParts {
  readonly store: SettingsStore;
  readonly credentials: Pick<Credentials, 'wantEncrypted'>;
  /** Whether this is a demonstration, which leaves nothing on the computer. */
  readonly isDemo: boolean;
  /** Called once they hold: where secrets are kept may be another place now. */
  readonly saved: () => void;
  readonly logFailure: (what: string, error: unknown) => void;
}

/** Saves the settings and has them hold at once. Never rejects. */
export async function saveSettings(
  settings: Settings,
  { store, credentials, isDemo, saved, logFailure }: SaveSettingsParts,
): Promise<Answer<Settings>> {
  const before = store.settings;
  try {
    await store.save(settings);
  } catch (error) {
    logFailure('The settings could not be saved', error);
    return refused({ kind: 'other', ...appText.settingsNotSaved });
  }
  nativeTheme.themeSource = settings.theme;
  if (settings.withoutKeyring !== before.withoutKeyring) {
    await credentials.wantEncrypted(settings.withoutKeyring === 'encrypted');
    saved();
  }
  if (settings.startAtLogin === before.startAtLogin || isDemo) return { kind: 'ok', value: settings };
  try {
    await startAtLogin(settings.startAtLogin);
    return { kind: 'ok', value: settings };
  } catch (error) {
    logFailure('Starting at sign-in could not be changed', error);
    await store.save({ ...settings, startAtLogin: before.startAtLogin });
    return refused({ kind: 'other', ...appText.loginNotChanged });
  }
}
