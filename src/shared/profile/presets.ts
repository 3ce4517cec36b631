import type { Profile } from './profile.js';

/** The part of a profile that a preset settles. Which side changes how is all that it says. */
export interface PresetPolicy extends Pick<Profile, 'mode' | 'deleteExtra'> {
  /** What was changed on the target side is overwritten, what was deleted there is restored. */
  readonly force: boolean;
}

export type PresetName = 'two-way' | 'mirror-to-server' | 'mirror-from-server' | 'update';

/** A way of keeping two folders in sync that people know from other tools. */
export interface Preset {
  readonly name: PresetName;
  readonly title: string;
  /** One whole sentence that says what it changes where. */
  readonly explanation: string;
  readonly policy: PresetPolicy;
}

/** In the order in which to offer them. */
export const PRESETS: readonly Preset[] = [
  {
    name: 'two-way',
    title: 'Two-way',
    explanation: 'Copies changes on either side to the other, deletions included.',
    policy: { mode: 'two-way', deleteExtra: false, force: false },
  },
  {
    name: 'mirror-to-server',
    title: 'Mirror to server',
    explanation: 'Makes the server an exact copy of the local folder; extra files are deleted.',
    policy: { mode: 'upload', deleteExtra: true, force: true },
  },
  {
    name: 'mirror-from-server',
    title: 'Mirror from server',
    explanation: 'Makes the local folder an exact copy of the server; extra files are deleted.',
    policy: { mode: 'download', deleteExtra: true, force: true },
  },
  {
    name: 'update',
    title: 'Update',
    explanation: 'Uploads new and changed files to the server; never deletes anything.',
    policy: { mode: 'upload', deleteExtra: false, force: false },
  },
];

/** Which preset a policy is, whatever else it says; `custom` where it is none. */
export function presetOf({ mode, deleteExtra, force }: PresetPolicy): PresetName | 'custom' {
  // In two-way mode deletions are changes like others, and no side is the target: neither says anything there.
  const twoWay = mode === 'two-way';
  const preset = PRESETS.find(
    ({ policy }) =>
      policy.mode === mode && (twoWay || (policy.deleteExtra === deleteExtra && policy.force === force)),
  );
  return preset?.name ?? 'custom';
}
