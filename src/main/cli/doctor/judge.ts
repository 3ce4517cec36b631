import { assertNever } from '../../../shared/assert-never.js';
import { formatItems, formatSize } from '../../../shared/format/size.js';
import { shown } from '../../../shared/format/shown.js';
import type { DoctorFinding, Judgement, Verdict } from './finding.js';

/** A round trip of so many milliseconds is felt with every small file. */
const LONG_MS = 60;
const DAY_MS = 86_400_000;
/** A certificate that has so little left is worth a word. */
const SOON_MS = 21 * DAY_MS;
const MINUTE_MS = 60_000;
/** Clocks that differ by less agree as far as files are concerned. */
const CLOCK_MS = 5_000;
/** Time zones are so far apart. */
const ZONE_STEP_MS = 15 * MINUTE_MS;

/** What a finding means for somebody who wants to keep folders even. `nowMs` is the time here. */
export function judge(finding: DoctorFinding, nowMs: number): Judgement {
  switch (finding.kind) {
    case 'reached':
      return good(`Connecting and signing in took ${ms(finding.ms)}.`);
    case 'root-folder':
      return good(`The folder is “${shown(finding.path)}”.`);
    case 'round-trip':
      return finding.ms < LONG_MS
        ? good(`It responds in ${ms(finding.ms)}.`)
        : as(
            'slow',
            `It takes ${ms(finding.ms)} to respond, several times for each small file. Using several connections compensates for this.`,
          );
    case 'encrypted':
      return encrypted(finding);
    case 'in-the-clear':
      return as(
        'unsafe',
        'Nothing is encrypted: anyone on the network path can read the password and the files. Use ftps:// or sftp:// if the server offers it.',
      );
    case 'identity':
      return identity(finding, nowMs);
    case 'system':
      return note(`The server calls itself “${shown(finding.text)}”.`);
    case 'listings':
      return finding.exact
        ? good(`It lists folders with ${finding.command}, with exact sizes and times.`)
        : as(
            'slow',
            `It lists folders with ${finding.command} only, which gives no exact times: they may have to be requested file by file.`,
          );
    case 'told-times':
      return toldTimes(finding.precisionMs);
    case 'time-setter':
      return good(`It sets file times with ${finding.command}.`);
    case 'sets-times':
      return finding.stepMs === undefined
        ? note(
            'It can’t set file times, so a file gets the time of its transfer. Evenkeel records both, so nothing is transferred twice.',
          )
        : good('Files keep their times.');
    case 'time-kept':
      return Math.abs(finding.offMs) <= 2_000
        ? good('Files keep the times they are given.')
        : note(
            `File times are off by ${duration(finding.offMs)} after writing. Evenkeel records both times, so this does no harm.`,
          );
    case 'file-system':
      return fileSystem(finding);
    case 'clock-untold':
      return note('Its clock can only be checked with a new file: use --write-test.');
    case 'clock':
      return clock(finding);
    case 'encoding':
      return finding.announced || finding.name !== 'utf-8'
        ? good(`It encodes file names as ${finding.name.toUpperCase()}.`)
        : note(
            'It does not say how it encodes file names. Names that are not valid UTF-8 are read as Windows-1252.',
          );
    case 'commands-ahead':
      return commandsAhead(finding.safe);
    case 'confirms':
      return confirms(finding.how);
    case 'connections':
      return finding.allowed >= finding.wanted
        ? good(`It allows ${formatItems(finding.wanted, 'connection')} at once.`)
        : as(
            'slow',
            `It allows only ${formatItems(finding.allowed, 'connection')} at once, not ${finding.wanted}. Evenkeel uses no more.`,
          );
    case 'extension':
      return finding.offered
        ? good(`It offers ${finding.name}.`)
        : note(`It does not offer ${finding.name}.${WITHOUT.get(finding.name) ?? ''}`);
    case 'listed':
      return good(`Listing the folder (${formatItems(finding.items)}) took ${ms(finding.ms)}.`);
    case 'hashes':
      return finding.names.length === 0
        ? note('It gives no hashes, so comparing by content has to download the files.')
        : good(
            `It gives hashes (${finding.names.join(', ')}), so contents are compared without downloading them.`,
          );
    case 'resumes':
      return finding.possible
        ? good('It can resume interrupted transfers.')
        : note('It can’t resume interrupted transfers: they start again.');
    case 'free-space':
      return finding.bytes === undefined
        ? note('It does not report its free space, so it may turn out to be full during a run.')
        : good(`${formatSize(finding.bytes)} are free.`);
    case 'name-rules':
      return finding.rules === 'posix'
        ? good('File names may contain anything but a slash.')
        : note(
            'It has the file name rules of Windows: some names from other systems are skipped and reported.',
          );
    case 'web-root':
      return note(
        `It looks like a web site (“${shown(finding.name)}”). Versions kept there have neutral names, and are hidden from visitors on Apache and IIS. On other servers such as nginx, keep them outside the site with --versions-in.`,
      );
    case 'folds-case':
      return finding.folds
        ? note(
            'Names that differ only in case are the same file there. Evenkeel never merges such names without asking.',
          )
        : good('Names that differ only in case are different files there.');
    case 'folds-composition':
      return finding.folds
        ? note('Names whose accents are composed differently are the same file there.')
        : good('Names whose accents are composed differently are different files there.');
    case 'name-tried':
      return nameTried(finding);
    default:
      return assertNever(finding);
  }
}

/** What is missed where something is not offered. */
const WITHOUT: ReadonlyMap<string, string> = new Map([
  ['posix-rename', ' While a file is replaced, it is missing for a moment.'],
  ['statvfs', ' It does not report its free space.'],
  ['MDTM', ' Times are only as exact as in listings.'],
  ['REST STREAM', ' Interrupted transfers start again.'],
]);

function encrypted({ protocol, cipher }: Extract<DoctorFinding, { kind: 'encrypted' }>): Judgement {
  const old = /^(SSL|TLSv1$|TLSv1\.[01]$)/.test(protocol);
  return old
    ? as(
        'unsafe',
        `The connection is encrypted, but with ${protocol}, which is broken (${cipher}). The server should use TLS 1.2 or newer.`,
      )
    : good(`The connection is encrypted (${protocol}, ${cipher}).`);
}

function identity(
  { certificate, vouchedBy }: Extract<DoctorFinding, { kind: 'identity' }>,
  nowMs: number,
): Judgement {
  const { subject, issuer, fingerprint, valid } = certificate;
  const who = `It identified itself as ${shown(subject)} (${shown(issuer)}); SHA-256 ${fingerprint}.`;
  const by = vouchedBy === 'computer' ? 'This computer trusts it.' : 'You chose to trust it.';
  if (valid === undefined) return as(vouchedBy === 'computer' ? 'good' : 'note', `${who} ${by}`);
  const left = valid.toMs - nowMs;
  const until = new Date(valid.toMs).toLocaleDateString('sv');
  if (left <= 0) return as('unsafe', `${who} ${by} It expired on ${until}.`);
  const soon = left < SOON_MS;
  return as(
    soon || vouchedBy === 'user' ? 'note' : 'good',
    `${who} ${by} It is valid until ${until}${soon ? ', which is soon' : ''}.`,
  );
}

function toldTimes(precisionMs: number | undefined): Judgement {
  if (precisionMs === undefined)
    return note(
      'Listings do not show the times of all files, so a change that keeps the size may go unnoticed.',
    );
  if (precisionMs < 1) return good('It reports times to the nanosecond.');
  if (precisionMs <= 1) return good('It reports times to the millisecond.');
  if (precisionMs <= 2_000) return good('It reports times to the second.');
  return note(
    `It reports times only to the ${precisionMs <= MINUTE_MS ? 'minute' : 'day'}: a change in the same ${precisionMs <= MINUTE_MS ? 'minute' : 'day'} that keeps the size may go unnoticed.`,
  );
}

function fileSystem({
  name,
  elsewhere,
  timesToMs,
}: Extract<DoctorFinding, { kind: 'file-system' }>): Judgement {
  if (elsewhere === true) return note(`It is a network folder (${name}).`);
  return timesToMs === undefined
    ? good(`It is on ${name}.`)
    : note(`It is on ${name}, which stores file times only to ${duration(timesToMs)}.`);
}

function clock({ aheadMs, withinMs }: Extract<DoctorFinding, { kind: 'clock' }>): Judgement {
  if (Math.abs(aheadMs) <= Math.max(CLOCK_MS, withinMs))
    return good('Its clock agrees with this computer’s.');
  const steps = Math.round(aheadMs / ZONE_STEP_MS);
  const zone = steps !== 0 && Math.abs(aheadMs - steps * ZONE_STEP_MS) <= Math.max(2 * MINUTE_MS, withinMs);
  const way = aheadMs > 0 ? 'ahead of' : 'behind';
  return note(
    `Its clock is ${duration(aheadMs)} ${way} this computer’s${zone ? ', probably because of another time zone' : ''}. Evenkeel compares each side with its own earlier reports, so this does no harm; other programs may be affected.`,
  );
}

function confirms(how: 'yes' | 'no' | 'untried'): Judgement {
  switch (how) {
    case 'yes':
      return good('It confirms unchanged folders (STAT), so only the others are listed.');
    case 'no':
      return note('It can’t confirm unchanged folders (STAT), so all folders are listed each time.');
    case 'untried':
      return note('Whether it can confirm unchanged folders (STAT) is tested in the second sync.');
  }
}

function commandsAhead(safe: 'yes' | 'no' | 'unknown'): Judgement {
  switch (safe) {
    case 'yes':
      return good('It accepts several commands at once, which saves round trips.');
    case 'no':
      return as('slow', 'It needs one command at a time, so small files take more round trips.');
    case 'unknown':
      return note(
        'Whether it accepts several commands at once could not be tested in this folder, so they are sent one at a time.',
      );
  }
}

function nameTried({ name, fate }: Extract<DoctorFinding, { kind: 'name-tried' }>): Judgement {
  switch (fate) {
    case 'taken':
      return good(`It accepts the name “${shown(name)}”.`);
    case 'refused':
      return note(`It refuses the name “${shown(name)}”.`);
    case 'changed':
      return as('unsafe', `It accepts the name “${shown(name)}”, but changes it.`);
  }
}

function ms(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}

function duration(value: number): string {
  const seconds = Math.round(Math.abs(value) / 1000);
  if (seconds < 120) return formatItems(seconds, 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return formatItems(minutes, 'minute');
  return formatItems(Math.round(minutes / 6) / 10, 'hour');
}

function as(verdict: Verdict, text: string): Judgement {
  return { verdict, text };
}

function good(text: string): Judgement {
  return as('good', text);
}

function note(text: string): Judgement {
  return as('note', text);
}
