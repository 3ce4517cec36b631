import type { PastRun } from '../../../shared/run/history.js';
import type { Mode, Profile } from '../../../shared/profile/profile.js';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import { shown } from '../../../shared/format/shown.js';
import type { Paint } from '../output/style.js';
import { moment, runWords } from '../history/run-line.js';

const MODES: Readonly<Record<Mode, string>> = { 'two-way': 'sync', upload: 'upload', download: 'download' };

/** A profile in a few lines: its name, its folders, and its last run. */
export function* briefLines(profile: Profile, last: PastRun | undefined, paint: Paint): Generator<string> {
  const { localFolder, remoteFolder } = profile;
  yield `${paint('change', shown(profile.name))}  ${modeWords(profile)}`;
  yield `  ${shown(localFolder)}  ${shown(remoteFolder)}`;
  yield `  ${paint('faint', last === undefined ? 'never ran' : `${moment(last.startedMs)}: ${runWords(last)}`)}`;
}

/** All that is set in a profile, a line each; options only where they are not as in a new one. */
export function* fullLines(profile: Profile, paint: Paint): Generator<string> {
  const { name, id, localFolder, remoteFolder, userName, trustedCertificate, options } = profile;
  const line = (what: string, value: string): string => `${paint('faint', `${what}:`.padEnd(14))} ${value}`;
  yield line('name', shown(name));
  yield line('id', id);
  yield line('mode', modeWords(profile));
  yield line('local', shown(localFolder));
  yield line('remote', shown(remoteFolder));
  if (userName !== '') yield line('user', shown(userName));
  if (trustedCertificate !== undefined) yield line('trusts', trustedCertificate);
  for (const [key, value] of Object.entries(options)) {
    const usual = new Map<string, unknown>(Object.entries(DEFAULT_OPTIONS)).get(key);
    const text = JSON.stringify(value);
    if (text !== JSON.stringify(usual)) yield line(wordsOf(key), shown(text));
  }
}

function modeWords({ mode, deleteExtra, options }: Profile): string {
  return [MODES[mode], ...(deleteExtra ? ['--delete'] : []), ...(options.force ? ['--force'] : [])].join(' ');
}

/** `firstSync` as people read it. */
function wordsOf(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
