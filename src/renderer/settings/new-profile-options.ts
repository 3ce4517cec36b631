import { DEFAULT_OPTIONS, type ProfileOptions } from '../../shared/profile/profile-options.js';
import type { Settings } from '../../shared/settings.js';

/** The options that a new profile begins with. */
export function newProfileOptions({ newProfiles }: Settings): ProfileOptions {
  const { connections, keepVersions, versionDays, versionMegabytes } = newProfiles;
  return {
    ...DEFAULT_OPTIONS,
    connections,
    versions: keepVersions ? { kind: 'on', days: versionDays, megabytes: versionMegabytes } : { kind: 'off' },
  };
}
