import type { Profile } from './profile.js';

/** The part of a profile that a preset settles. Which side changes how is all that it says. */
export type PresetPolicy = Pick<Profile, 'mode' | 'deleteExtra'>;

export type PresetName = 'two-way' | 'mirror-to-server' | 'mirror-from-server' | 'update';

/** A way of keeping two folders even that people know from other tools. */
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
    explanation: 'Changes on either side, deletions too, are brought to the other.',
    policy: { mode: 'two-way', deleteExtra: false },
  },
  {
    name: 'mirror-to-server',
    title: 'Mirror to server',
    explanation:
      'The server becomes a copy of this computer, and what only the server has is deleted there; this computer never changes.',
    policy: { mode: 'upload', deleteExtra: true },
  },
  {
    name: 'mirror-from-server',
    title: 'Mirror from server',
    explanation:
      'This computer becomes a copy of the server, and what only this computer has is deleted here; the server never changes.',
    policy: { mode: 'download', deleteExtra: true },
  },
  {
    name: 'update',
    title: 'Update',
    explanation:
      'New and changed files are brought to the server, nothing is ever deleted on either side, and this computer never changes.',
    policy: { mode: 'upload', deleteExtra: false },
  },
];

/** Which preset a policy is, whatever else it says; `custom` where it is none. */
export function presetOf({ mode, deleteExtra }: PresetPolicy): PresetName | 'custom' {
  // In two-way mode deletions are changes like others, so `deleteExtra` says nothing there.
  const extra = mode !== 'two-way' && deleteExtra;
  const preset = PRESETS.find(({ policy }) => policy.mode === mode && policy.deleteExtra === extra);
  return preset?.name ?? 'custom';
}
