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
      return good(`It was reached in ${ms(finding.ms)}, sign-in included.`);
    case 'root-folder':
      return good(`Its folder there is “${shown(finding.path)}”.`);
    case 'round-trip':
      return finding.ms < LONG_MS
        ? good(`A question is answered in ${ms(finding.ms)}.`)
        : as(
            'slow',
            `A question is answered in ${ms(finding.ms)} only, and every small file takes some. Several connections compensate for it.`,
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
      return note(`It calls itself “${shown(finding.text)}”.`);
    case 'listings':
      return finding.exact
        ? good(`It lists with ${finding.command}, with exact sizes and times.`)
        : as(
            'slow',
            `It lists with ${finding.command} only, which was made for people: the times of files may have to be asked for one by one.`,
          );
    case 'told-times':
      return toldTimes(finding.precisionMs);
    case 'time-setter':
      return good(`The time of a file is set with ${finding.command}.`);
    case 'sets-times':
      return finding.stepMs === undefined
        ? note(
            'It can’t set file times, so a file gets the time of its transfer. Evenkeel records both, so nothing is transferred twice.',
          )
        : good('Files keep their times.');
    case 'time-kept':
      return Math.abs(finding.offMs) <= 2_000
        ? good('A file that was written has the time that it was given.')
        : note(
            `A file that was written is off the time that it was given by ${duration(finding.offMs)}. Evenkeel remembers both.`,
          );
    case 'file-system':
      return fileSystem(finding);
    case 'clock-untold':
      return note(
        'Whether its clock agrees with the one here shows only in a new file, which --write-test makes.',
      );
    case 'clock':
      return clock(finding);
    case 'encoding':
      return finding.announced || finding.name !== 'utf-8'
        ? good(`File names are sent as ${finding.name.toUpperCase()}.`)
        : note(
            'It does not say that names are UTF-8. Names with accents that are not are read as Windows-1252.',
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
            `It allows ${formatItems(finding.allowed, 'connection')} at once, not ${finding.wanted}. Evenkeel uses that many.`,
          );
    case 'extension':
      return finding.offered
        ? good(`It offers ${finding.name}.`)
        : note(`It does not offer ${finding.name}.${WITHOUT.get(finding.name) ?? ''}`);
    case 'listed':
      return good(
        `Its folder, with ${formatItems(finding.items)} directly in it, was listed in ${ms(finding.ms)}.`,
      );
    case 'hashes':
      return finding.names.length === 0
        ? note('It gives no hashes, so comparing by content has to download the files.')
        : good(
            `It gives hashes (${finding.names.join(', ')}), so contents are compared without downloading them.`,
          );
    case 'resumes':
      return finding.possible
        ? good('An interrupted transfer is resumed.')
        : note('An interrupted transfer starts again.');
    case 'free-space':
      return finding.bytes === undefined
        ? note('It does not report its free space, so a run may find it full.')
        : good(`${formatSize(finding.bytes)} are free.`);
    case 'name-rules':
      return finding.rules === 'posix'
        ? good('File names may contain anything but a slash.')
        : note(
            'File names follow the rules of Windows: some names from other systems are skipped and reported.',
          );
    case 'web-root':
      return note(
        `It looks like a web site (“${shown(finding.name)}”). Old versions that Evenkeel keeps there have neutral names, and files beside them that close them to visitors on Apache and IIS. On other servers such as nginx, keep them outside with --versions-in.`,
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
  ['posix-rename', ' A file that is replaced has no name for a moment.'],
  ['statvfs', ' It does not report its free space.'],
  ['MDTM', ' Times are known as exactly as listings tell them.'],
  ['REST STREAM', ' An interrupted transfer starts again.'],
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
  const who = `It proved to be ${shown(subject)} (${shown(issuer)}); SHA-256 ${fingerprint}.`;
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
      'Listings do not tell the times of all files, so a change that keeps the size may go unnoticed.',
    );
  if (precisionMs < 1) return good('Times are told to the nanosecond.');
  if (precisionMs <= 1) return good('Times are told to the millisecond.');
  if (precisionMs <= 2_000) return good('Times are told to the second.');
  return note(
    `Times are told to the ${precisionMs <= MINUTE_MS ? 'minute' : 'day'} only: a change within that time that keeps the size may go unnoticed.`,
  );
}

function fileSystem({
  name,
  elsewhere,
  timesToMs,
}: Extract<DoctorFinding, { kind: 'file-system' }>): Judgement {
  if (elsewhere === true) return note(`It is a folder of another computer, by way of ${name}.`);
  return timesToMs === undefined
    ? good(`It lies on ${name}.`)
    : note(`It lies on ${name}, which keeps the times of files to ${duration(timesToMs)} only.`);
}

function clock({ aheadMs, withinMs }: Extract<DoctorFinding, { kind: 'clock' }>): Judgement {
  if (Math.abs(aheadMs) <= Math.max(CLOCK_MS, withinMs)) return good('Its clock agrees with the one here.');
  const steps = Math.round(aheadMs / ZONE_STEP_MS);
  const zone = steps !== 0 && Math.abs(aheadMs - steps * ZONE_STEP_MS) <= Math.max(2 * MINUTE_MS, withinMs);
  const way = aheadMs > 0 ? 'ahead of' : 'behind';
  return note(
    `Its clock is ${duration(aheadMs)} ${way} the one here${zone ? ', which looks like another time zone' : ''}. Evenkeel compares each side with its own earlier reports, so this does no harm; other programs may be affected.`,
  );
}

function confirms(how: 'yes' | 'no' | 'untried'): Judgement {
  switch (how) {
    case 'yes':
      return good('It confirms by STAT that nothing has changed in a folder, so only the others are listed.');
    case 'no':
      return note('It does not confirm by STAT what a folder holds, so all folders are listed each time.');
    case 'untried':
      return note('Whether it confirms by STAT what a folder holds is tried in the second sync.');
  }
}

function commandsAhead(safe: 'yes' | 'no' | 'unknown'): Judgement {
  switch (safe) {
    case 'yes':
      return good('It accepts commands ahead of its replies, which saves round trips.');
    case 'no':
      return as(
        'slow',
        'It reads commands during a transfer, so none is sent ahead: small files cost more round trips.',
      );
    case 'unknown':
      return note(
        'Whether it accepts commands ahead of its replies could not be tested in this folder, so none is sent ahead.',
      );
  }
}

function nameTried({ name, fate }: Extract<DoctorFinding, { kind: 'name-tried' }>): Judgement {
  switch (fate) {
    case 'taken':
      return good(`It takes the name “${shown(name)}”.`);
    case 'refused':
      return note(`It refuses the name “${shown(name)}”.`);
    case 'changed':
      return as('unsafe', `It takes the name “${shown(name)}”, but changes it.`);
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
