import { createHash } from 'node:crypto';
import { posix, win32 } from 'node:path';
import type { ProfileId } from '../../shared/profile/profile.js';

/** What has to be known of the computer to tell where things lie on it. */
export interface Environment {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
}

/** Where the application keeps all of its own on this system: profiles, and what is remembered of them. */
export function applicationFolder({ platform, env, homeFolder }: Environment): string {
  switch (platform) {
    case 'win32':
      return win32.join(env['APPDATA'] ?? win32.join(homeFolder, 'AppData', 'Roaming'), 'Evenkeel');
    case 'darwin':
      return posix.join(homeFolder, 'Library', 'Application Support', 'Evenkeel');
    default: {
      const configured = env['XDG_CONFIG_HOME'] ?? '';
      return posix.join(configured === '' ? posix.join(homeFolder, '.config') : configured, 'Evenkeel');
    }
  }
}

/** Names the state of a pair of folders that no profile of the application stands for. */
export function idOfPair(pair: string): ProfileId {
  return `cli-${createHash('sha256').update(pair).digest('hex').slice(0, 32)}`;
}

/** The folder for all that is remembered, in the folder of the application or of the command line. It is nobody else's (S12). */
export const STATE_FOLDER = 'state';

/** The file in which a profile, or a pair of folders, is remembered. */
export function stateFileOf(stateFolder: string, id: ProfileId, platform: NodeJS.Platform): string {
  return (platform === 'win32' ? win32 : posix).join(stateFolder, STATE_FOLDER, `${id}.sqlite`);
}
