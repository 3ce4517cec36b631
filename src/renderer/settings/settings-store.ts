import { create } from 'zustand';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.js';

interface SettingsState {
  readonly settings: Settings;
  /** The folder of the logs. */
  readonly logs: string;
  readonly open: (opening: { readonly settings: Settings; readonly logs: string }) => void;
  readonly set: (settings: Settings) => void;
}

/** The settings of the application, as the main process last told. */
export const useSettings = create<SettingsState>()((set) => ({
  settings: DEFAULT_SETTINGS,
  logs: '',
  open: ({ settings, logs }) => set({ settings, logs }),
  set: (settings) => set({ settings }),
}));
