import type { PastRun } from '../../../shared/run/history.js';
import { NO_OWN_FILTERS } from '../../../shared/profile/own-filters.js';
import { pairsOf } from '../../../shared/profile/pairs.js';
import type { Mode, Profile } from '../../../shared/profile/profile.js';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import { shown } from '../../../shared/format/shown.js';
import type { Paint } from '../output/terminal-text.js';
import { recordsText } from '../text/records.js';

const MODES: Readonly<Record<Mode, string>> = { 'two-way': 'sync', upload: 'upload', download: 'download' };

/** A pair of folders of a profile, and its last run. */
export interface PairAndRun {
  readonly pair: Pick<Profile, 'localFolder' | 'remoteFolder'>;
  readonly last: PastRun | undefined;
}

/** A profile in a few lines: its name, and each pair of its folders with its last run. */
export function* briefLines(profile: Profile, pairs: readonly PairAndRun[], paint: Paint): Generator<string> {
  yield `${paint('change', shown(profile.name))}  ${modeWords(profile)}`;
  for (const { pair, last } of pairs) {
    yield `  ${shown(pair.localFolder)}  ${shown(pair.remoteFolder)}`;
    yield `  ${paint('faint', last === undefined ? recordsText.neverRan : recordsText.lastRun(last))}`;
  }
}

/** All that is set in a profile, a line each; options only where they are not as in a new one. */
export function* fullLines(profile: Profile, paint: Paint): Generator<string> {
  const { name, id, userName, trustedCertificate, options } = profile;
  const { profileLines: names } = recordsText;
  const line = (what: string, value: string): string => `${paint('faint', `${what}:`.padEnd(14))} ${value}`;
  yield line(names.name, shown(name));
  yield line(names.id, id);
  yield line(names.mode, modeWords(profile));
  for (const pair of pairsOf(profile)) {
    yield line(names.local, shown(pair.localFolder));
    yield line(names.remote, shown(pair.remoteFolder));
    const { patterns, matchNames } = pair.ownFilters ?? NO_OWN_FILTERS;
    if (patterns.length > 0) yield line(names.ownPatterns, shown(JSON.stringify(patterns)));
    if (matchNames.length > 0) yield line(names.ownMatchNames, shown(JSON.stringify(matchNames)));
  }
  if (userName !== '') yield line(names.user, shown(userName));
  if (trustedCertificate !== undefined) yield line(names.trusts, trustedCertificate);
  const { before = '', after = '' } = profile.commands ?? {};
  if (before !== '') yield line(names.before, shown(before));
  if (after !== '') yield line(names.after, shown(after));
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
