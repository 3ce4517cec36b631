import { assertNever } from '../../../shared/assert-never.js';
import { doctorText } from '../text/doctor.js';
import type { DoctorFinding, Judgement, Verdict } from './finding.js';

/** A round trip of so many milliseconds is felt with every small file. */
const LONG_MS = 60;
const DAY_MS = 86_400_000;
/** A certificate that expires sooner is worth a note. */
const SOON_MS = 21 * DAY_MS;
const MINUTE_MS = 60_000;
/** Clocks that differ by less agree as far as files are concerned. */
const CLOCK_MS = 5_000;
/** Time zones differ by a multiple of this. */
const ZONE_STEP_MS = 15 * MINUTE_MS;

/** What a finding means for somebody who wants to sync with that folder. `nowMs` is the time on this computer. */
export function judge(finding: DoctorFinding, nowMs: number): Judgement {
  switch (finding.kind) {
    case 'reached':
      return good(doctorText.reached(finding.ms));
    case 'root-folder':
      return good(doctorText.rootFolder(finding.path));
    case 'round-trip':
      return finding.ms < LONG_MS
        ? good(doctorText.responds(finding.ms))
        : as('slow', doctorText.respondsSlowly(finding.ms));
    case 'encrypted':
      return encrypted(finding);
    case 'in-the-clear':
      return as('unsafe', doctorText.notEncrypted);
    case 'identity':
      return identity(finding, nowMs);
    case 'system':
      return note(doctorText.system(finding.text));
    case 'listings':
      return finding.exact
        ? good(doctorText.exactListings(finding.command))
        : as('slow', doctorText.vagueListings(finding.command));
    case 'told-times':
      return listedTimes(finding.precisionMs);
    case 'time-setter':
      return good(doctorText.timeSetter(finding.command));
    case 'sets-times':
      return finding.stepMs === undefined ? note(doctorText.timesNotSet) : good(doctorText.timesSet);
    case 'time-kept':
      return Math.abs(finding.offMs) <= 2_000
        ? good(doctorText.timesKept)
        : note(doctorText.timesOff(finding.offMs));
    case 'file-system':
      return fileSystem(finding);
    case 'clock-untold':
      return note(doctorText.clockUntested);
    case 'clock':
      return clock(finding);
    case 'encoding':
      return finding.announced || finding.name !== 'utf-8'
        ? good(doctorText.encoding(finding.name))
        : note(doctorText.encodingUnknown);
    case 'commands-ahead':
      return as(AHEAD[finding.safe], doctorText.commandsAhead[finding.safe]);
    case 'confirms':
      return as(finding.how === 'yes' ? 'good' : 'note', doctorText.confirms[finding.how]);
    case 'connections':
      return finding.allowed >= finding.wanted
        ? good(doctorText.connections(finding.wanted, finding.most))
        : as('slow', doctorText.fewConnections(finding.allowed, finding.wanted));
    case 'extension':
      return finding.offered ? good(doctorText.offers(finding.name)) : note(doctorText.lacks(finding.name));
    case 'listed':
      return good(doctorText.listed(finding.items, finding.ms));
    case 'hashes':
      return finding.names.length === 0 ? note(doctorText.noHashes) : good(doctorText.hashes(finding.names));
    case 'resumes':
      return finding.possible ? good(doctorText.resumes) : note(doctorText.resumesNot);
    case 'free-space':
      return finding.bytes === undefined
        ? note(doctorText.freeSpaceUnknown)
        : good(doctorText.freeSpace(finding.bytes));
    case 'name-rules':
      return finding.rules === 'posix' ? good(doctorText.anyNames) : note(doctorText.windowsNames);
    case 'web-root':
      return note(doctorText.webSite(finding.name));
    case 'folds-case':
      return finding.folds ? note(doctorText.caseIgnored) : good(doctorText.caseMatters);
    case 'folds-composition':
      return finding.folds ? note(doctorText.accentsIgnored) : good(doctorText.accentsMatter);
    case 'name-tried':
      return as(FATES[finding.fate], doctorText.name[finding.fate](finding.name));
    default:
      return assertNever(finding);
  }
}

const AHEAD: Readonly<Record<'yes' | 'no' | 'unknown', Verdict>> = {
  yes: 'good',
  no: 'slow',
  unknown: 'note',
};

const FATES: Readonly<Record<'taken' | 'refused' | 'changed', Verdict>> = {
  taken: 'good',
  refused: 'note',
  changed: 'unsafe',
};

function encrypted({ protocol, cipher }: Extract<DoctorFinding, { kind: 'encrypted' }>): Judgement {
  const old = /^(SSL|TLSv1$|TLSv1\.[01]$)/.test(protocol);
  return old
    ? as('unsafe', doctorText.weaklyEncrypted(protocol, cipher))
    : good(doctorText.encrypted(protocol, cipher));
}

function identity(
  { certificate, vouchedBy }: Extract<DoctorFinding, { kind: 'identity' }>,
  nowMs: number,
): Judgement {
  const { subject, issuer, fingerprint, valid } = certificate;
  const byComputer = vouchedBy === 'computer';
  const who = doctorText.identity(subject, issuer, fingerprint, byComputer);
  if (valid === undefined) return as(byComputer ? 'good' : 'note', who);
  const left = valid.toMs - nowMs;
  if (left <= 0) return as('unsafe', doctorText.expired(who, valid.toMs));
  const soon = left < SOON_MS;
  return as(soon || !byComputer ? 'note' : 'good', doctorText.validUntil(who, valid.toMs, soon));
}

function listedTimes(precisionMs: number | undefined): Judgement {
  if (precisionMs === undefined) return note(doctorText.timesMissing);
  if (precisionMs < 1) return good(doctorText.timesTo('nanosecond'));
  if (precisionMs <= 1) return good(doctorText.timesTo('millisecond'));
  if (precisionMs <= 2_000) return good(doctorText.timesTo('second'));
  return note(doctorText.timesOnlyTo(precisionMs <= MINUTE_MS ? 'minute' : 'day'));
}

function fileSystem({
  name,
  elsewhere,
  timesToMs,
}: Extract<DoctorFinding, { kind: 'file-system' }>): Judgement {
  if (elsewhere === true) return note(doctorText.networkFolder(name));
  return as(timesToMs === undefined ? 'good' : 'note', doctorText.fileSystem(name, timesToMs));
}

function clock({ aheadMs, withinMs }: Extract<DoctorFinding, { kind: 'clock' }>): Judgement {
  if (Math.abs(aheadMs) <= Math.max(CLOCK_MS, withinMs)) return good(doctorText.clockAgrees);
  const steps = Math.round(aheadMs / ZONE_STEP_MS);
  const zone = steps !== 0 && Math.abs(aheadMs - steps * ZONE_STEP_MS) <= Math.max(2 * MINUTE_MS, withinMs);
  return note(doctorText.clockDiffers(aheadMs, zone));
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
