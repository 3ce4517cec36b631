import { formatCount } from '../../../shared/format/plural.js';
import { parseRemote, type RemoteAddress } from '../../../shared/profile/remote.js';
import type { Profile, SecretPlace } from '../../../shared/profile/profile.js';
import { runsByItself } from '../../../shared/profile/schedule.js';
import type { Settings } from '../../../shared/settings.js';

/** What a report of a bug needs to know of the program and the computer. */
export interface Environment {
  readonly version: string;
  /** The parts of the runtime, by name: Electron, Chromium, Node. */
  readonly runtime: Readonly<Record<string, string>>;
  /** As the system calls itself. */
  readonly system: string;
  readonly locale: string;
  readonly packaged: boolean;
  /** Where passwords are kept. */
  readonly secrets: SecretPlace;
}

const PLACES: Readonly<Record<SecretPlace, string>> = {
  none: 'nowhere',
  keyring: 'in the keyring',
  encrypted: 'encrypted in a file (no keyring)',
  session: 'until Evenkeel quits (no keyring)',
};

/**
 * One text for the report of a bug: what runs where, how it is set up, and the end of the log. Of profiles it tells their kind only: no
 * name, no folder, no address, no user.
 */
export function diagnosticsReport(
  { version, runtime, system, locale, packaged, secrets }: Environment,
  settings: Settings,
  profiles: readonly Profile[],
  log: string,
): string {
  const parts = Object.entries(runtime).map(([name, part]) => `${name} ${part}`);
  const lines = [
    `Evenkeel ${version}${packaged ? '' : ' (from a checkout)'}`,
    `System: ${system}, ${locale}`,
    `Runtime: ${parts.join(', ')}`,
    `Passwords: ${PLACES[secrets]}`,
    `Settings: ${JSON.stringify(settings)}`,
    `Profiles: ${formatCount(profiles.length)}`,
    ...profiles.map((profile, index) => `  ${index + 1}. ${kindOf(profile)}`),
    '',
    'End of the log:',
    log.trimEnd() === '' ? '(empty)' : log.trimEnd(),
  ];
  return `${lines.join('\n')}\n`;
}

function kindOf({ remoteFolder, mode, options, schedule }: Profile): string {
  const parsed = parseRemote(remoteFolder);
  const kind = [
    parsed.kind === 'valid' ? schemeOf(parsed.address) : 'unreadable address',
    mode,
    `versions ${options.versions.kind}`,
    `comparing by ${options.comparison}`,
    ...(schedule !== undefined && runsByItself(schedule) ? ['runs by itself'] : []),
  ];
  return kind.join(', ');
}

function schemeOf(address: RemoteAddress): string {
  return address.kind === 'folder' ? 'folder' : address.protocol;
}
