import type { Mode, Profile } from '../../../shared/profile/profile.js';
import type { Resolve } from '../../../shared/profile/profile-options.js';
import { PRESETS, presetOf, type PresetName, type PresetPolicy } from '../../../shared/profile/presets.js';
import { optionsText } from '../text/options.js';
import type { FormValues } from '../form.js';

/** Each mode lets win only the side that it does not change. */
export const RESOLVES: Readonly<Record<Mode, readonly Resolve[]>> = {
  'two-way': ['ask', 'merge', 'keep-both', 'skip', 'newer', 'older', 'local', 'remote'],
  upload: ['ask', 'skip', 'local'],
  download: ['ask', 'skip', 'remote'],
};

/** What changes in the form with the mode: a way of settling conflicts that the new one does not know is given up. */
export function withMode({ resolve }: FormValues, mode: Mode): Partial<FormValues> {
  return RESOLVES[mode].includes(resolve) ? { mode } : { mode, resolve: 'ask' };
}

/** What changes in the form when a preset is chosen. */
export function withPreset(values: FormValues, name: PresetName): Partial<FormValues> {
  const preset = PRESETS.find((one) => one.name === name);
  if (preset === undefined) return {};
  const { mode, ...rest } = preset.policy;
  return { ...rest, ...withMode(values, mode) };
}

/** What a way that is no preset does, in a few words. */
export function customWords(policy: PresetPolicy): string {
  const { presets } = optionsText;
  if (presetOf(policy) !== 'custom') return presets.customOffer;
  const said = [
    policy.mode === 'upload' ? presets.upload : presets.download,
    policy.deleteExtra ? presets.deletes : presets.deletesNothing,
    policy.force ? presets.overwrites : presets.keepsChanges,
  ];
  return `${said.join(', ')}.`;
}

/** The way of synchronizing of a profile, as it is shown. */
export function wayOf({ mode, deleteExtra, options }: Profile): {
  readonly name: PresetName | 'custom';
  readonly title: string;
  readonly explanation: string;
} {
  const policy = { mode, deleteExtra, force: options.force };
  const name = presetOf(policy);
  const preset = PRESETS.find((one) => one.name === name);
  return preset ?? { name, title: optionsText.presets.customTitle, explanation: customWords(policy) };
}
