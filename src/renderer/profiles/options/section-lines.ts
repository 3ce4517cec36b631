import type { FormValues } from '../form.js';
import { commandsText } from '../text/commands.js';
import { optionsText } from '../text/options.js';
import { fieldsOf } from '../remote/remote-fields.js';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import { DEFAULT_SCHEDULE } from '../../../shared/profile/schedule.js';
import { describeSchedule } from '../../../shared/profile/schedule-text.js';
import { typedSchedule } from '../schedule/schedule-values.js';
import { formatCount } from '../../../shared/format/plural.js';
import { lines, optionValuesOf } from './option-values.js';

/** The sections of the options, from top to bottom. */
export const SECTIONS = [
  'direction',
  'filters',
  'comparing',
  'links',
  'conflicts',
  'line',
  'versions',
  'ownFiles',
  'schedule',
  'commands',
  'syncNow',
  'deletions',
] as const;
export type Section = (typeof SECTIONS)[number];

const USUAL = optionValuesOf(DEFAULT_OPTIONS);

/** What each section says of the profile, in one line that is true of what stands in the form. */
export function sectionLine(section: Section, values: FormValues): string {
  switch (section) {
    case 'direction':
      return directionLine(values);
    case 'filters':
      return filtersLine(values);
    case 'comparing':
      return optionsText.comparing.line[values.comparison];
    case 'links': {
      const { line, linePermissions } = optionsText.links;
      return joined(line[values.links], linePermissions[values.permissions]);
    }
    case 'conflicts': {
      const { line, firstRules, lineFirst } = optionsText.conflicts;
      const first =
        values.firstSync === 'ask'
          ? undefined
          : `${lineFirst}: ${firstRules[values.firstSync].toLowerCase()}`;
      return joined(line[values.resolve], first);
    }
    case 'line':
      return connectionLine(values);
    case 'versions': {
      const { line, lineOff } = optionsText.versions;
      return values.keepVersions ? line(values.versionDays) : lineOff;
    }
    case 'ownFiles':
      return ownFilesLine(values);
    case 'schedule':
      return describeSchedule(typedSchedule(values.schedule) ?? DEFAULT_SCHEDULE);
    case 'commands':
      return commandsLine(values);
    case 'syncNow': {
      const { line, lineUnattended } = optionsText.syncNow;
      return values.unattended ? lineUnattended : line;
    }
    case 'deletions':
      return optionsText.deletions.line(values.deletionLimitPercent, values.deletionLimitFiles);
  }
}

function directionLine({ mode, deleteExtra, force }: FormValues): string {
  const { line, lineDeletes, lineForces } = optionsText.direction;
  if (mode === 'two-way') return line[mode];
  return joined(line[mode], deleteExtra ? lineDeletes : undefined, force ? lineForces : undefined);
}

function filtersLine(values: FormValues): string {
  const text = optionsText.filters;
  const patterns = lines(values.leaveOut).filter((line) => !line.startsWith('#'));
  const [first, second] = patterns;
  const named =
    second === undefined ? first : text.lineMore(`${first ?? ''}, ${second}`, patterns.length - 2);
  const excluded = [
    patterns.length === 2 ? patterns.join(', ') : named,
    values.leaveHiddenOut ? text.lineHidden : undefined,
    values.takeSystem ? undefined : text.lineSystem,
  ].filter((one) => one !== undefined);
  const limits = [values.smallest, values.largest, values.youngest, values.oldest];
  return joined(
    excluded.length === 0 ? text.lineNothing : text.lineExcluded(excluded.join(', ')),
    values.onlyNames.trim() === '' ? undefined : text.lineOnly(values.onlyNames.trim()),
    limits.every((limit) => limit.trim() === '') ? undefined : text.lineLimits,
  );
}

function connectionLine(values: FormValues): string {
  const text = optionsText.line;
  const { kind } = fieldsOf(values.remoteFolder);
  const speed = values.speed.trim();
  const said = speed === '' ? text.lineFullSpeed : text.lineSpeed(speed);
  if (kind === 'folder') return capital(said);
  const overFtp = kind !== 'sftp';
  return joined(
    values.connections.trim() === ''
      ? text.lineAutomatic
      : text.lineConnections(formatCount(Number(values.connections) || 0)),
    said,
    overFtp && values.ftpMode === 'active' ? text.lineActive : undefined,
    kind === 'ftps' && values.tls === 'implicit' ? text.lineImplicit : undefined,
    values.proxy.trim() === '' ? undefined : text.lineProxy,
    overFtp && values.oneCommand ? text.lineOneCommand : undefined,
    overFtp && values.encoding !== USUAL.encoding ? text.lineEncoding(values.encoding) : undefined,
    !overFtp && values.oldSshAlgorithms ? text.lineOldSsh : undefined,
  );
}

function commandsLine({ commandBefore, commandAfter }: FormValues): string {
  const [before, after] = [commandBefore.trim(), commandAfter.trim()];
  const said = [
    before === '' ? undefined : commandsText.lineBefore(before),
    after === '' ? undefined : commandsText.lineAfter(after),
  ];
  return before === '' && after === '' ? commandsText.lineNone : joined(...said);
}

function ownFilesLine(values: FormValues): string {
  const text = optionsText.ownFiles;
  const versionsIn = values.versionsIn.trim();
  const said = [
    values.ownNames === USUAL.ownNames ? undefined : text.lineNames(values.ownNames),
    versionsIn === '' ? undefined : text.lineVersionsIn(versionsIn),
    values.writesInPlace ? text.lineInPlace : undefined,
    values.noLock ? text.lineNoLock : undefined,
  ].filter((one) => one !== undefined);
  return said.length === 0 ? text.line : capital(joined(...said));
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('; ');
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
