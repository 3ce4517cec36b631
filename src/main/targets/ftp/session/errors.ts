import { codeOf, explainNetwork } from '../../connect-problems.js';
import { couldNot, type Doing, quoted, THE_FOLDER } from '../../text.js';
import { FTPError } from 'basic-ftp';
import type { ItemPath, Side } from '../../../../shared/entry/entry.js';
import { nameOf } from '../../../../shared/entry/path.js';
import type { MissingSignIn, Problem, ProblemKind } from '../../../../shared/problem.js';
import { assertNever } from '../../../../shared/assert-never.js';
import { printable } from '../../item-path.js';
import { ProblemError } from '../../../../shared/problem-error.js';
import { ANONYMOUS_USER, ftpText } from '../text.js';
import type { Phase } from './connect-clock.js';
import { CONNECT_MS, type FtpSettings } from '../protocol/settings.js';
import {
  DoubtfulListing,
  EndlessListing,
  IncompleteListing,
  RepeatingListing,
  TricklingListing,
  UnreadableListing,
} from '../listing/parse-mlsd.js';

type Part = readonly [kind: ProblemKind, because: string, advice: string, missing?: MissingSignIn];

/**
 * Why the server could not be reached, or would not let the user in; `phase` is how far that had come, and `before` whether it has let the
 * same user in before. A `ProblemError` passes unchanged.
 */
export function connectError(
  error: unknown,
  settings: FtpSettings,
  phase: Phase,
  before = false,
): ProblemError {
  if (error instanceof ProblemError) return error;
  const [kind, what, advice, missing] =
    before && error instanceof FTPError
      ? refusedAgain(error, settings)
      : explainConnect(error, settings, phase);
  return new ProblemError(
    { kind, what, advice, side: settings.side, ...lacking(missing), ...replyIn(error, settings) },
    { cause: error },
  );
}

function lacking(missing: MissingSignIn | undefined): Pick<Problem, 'missing'> {
  return missing === undefined ? {} : { missing };
}

function explainConnect(error: unknown, settings: FtpSettings, phase: Phase): Part {
  if (error instanceof FTPError) return explainRefusal(error, settings);
  const known = explainNetwork(error, settings.host, settings.port);
  if (known !== undefined) return known;
  if (isTimeout(error)) return explainSilence(phase, settings);
  return ['connection-lost', ...ftpText.closedAtSignIn(settings.host, settings.secure)];
}

/** Servers say all kinds of things where they want no more connections; what they say of the password is not true then. */
function refusedAgain({ message }: FTPError, { host }: FtpSettings): Part {
  return ['busy', ...ftpText.refusedAgain(host, printable(message))];
}

function explainSilence(phase: Phase, { host, userName }: FtpSettings): Part {
  const user = userName === '' ? ANONYMOUS_USER : quoted(printable(userName));
  switch (phase) {
    case 'reaching':
      return ['timed-out', ...ftpText.noGreeting(host, Math.ceil(CONNECT_MS / 1000))];
    case 'signing-in':
      return ['timed-out', ...ftpText.signInUnanswered(host, user)];
    case 'settling-in':
      return ['timed-out', ...ftpText.stoppedAnswering(host, user)];
    default:
      return assertNever(phase);
  }
}

/** In active mode the server connects to this computer, which no proxy lets it do. */
export function activeByProxy(host: string, side: Side): Problem {
  const [what, advice] = ftpText.activeThroughProxy(host);
  return {
    kind: 'unsupported',
    what,
    advice,
    side,
  };
}

/** That the server lets nobody in with this user name and password, and what can be done about it. */
export function signInRefused(error: FTPError, settings: FtpSettings): Problem {
  const [kind, what, advice, missing] = explainRefusal(error, settings);
  return { kind, what, advice, side: settings.side, ...lacking(missing), ...replyIn(error, settings) };
}

function explainRefusal(error: FTPError, settings: FtpSettings): Part {
  if (!settings.secure && /\b(TLS|SSL|encrypt|cleartext|secure)/i.test(error.message)) {
    return ['sign-in-refused', ...ftpText.needsEncryption(settings.host)];
  }
  // The password is right, but the folder that the user would be put into is not there: 421 (pure-ftpd), 500 (vsftpd), 530 (IIS).
  if (/\b(?:home|directory|folder)\b/i.test(error.message)) {
    return [
      'folder-missing',
      ...ftpText.noHomeFolder(settings.host, printable(error.message.replace(/^\d{3}[ -]/, ''))),
    ];
  }
  if (isTooMany(error)) {
    return ['busy', ...ftpText.tooManyConnections(settings.host)];
  }
  if (settings.userName === '') {
    return ['sign-in-refused', ...ftpText.noAnonymousUsers(settings.host), 'user-name'];
  }
  if (settings.password === '') {
    const words = ftpText.passwordMissing(settings.host, printable(settings.userName));
    return ['sign-in-refused', ...words, 'password'];
  }
  return ['sign-in-refused', ...ftpText.wrongSignIn(settings.host, printable(settings.userName))];
}

/** What an operation on an item failed for. A `ProblemError` passes unchanged. */
export function operationError(
  error: unknown,
  doing: Doing,
  path: ItemPath,
  settings: FtpSettings,
): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError(operationProblem(error, doing, path, settings), { cause: error });
}

function operationProblem(error: unknown, doing: Doing, path: ItemPath, settings: FtpSettings): Problem {
  const [kind, because, advice] =
    error instanceof FTPError
      ? explainReply(error.code, withoutName(error.message, path), doing)
      : explainLoss(error, doing);
  const item = path === '' ? THE_FOLDER : quoted(printable(path));
  return {
    kind,
    what: couldNot(item, doing, settings.host, because),
    advice,
    side: settings.side,
    path,
    ...replyIn(error, settings),
  };
}

/** How long a reply is told at most, in characters. */
const LONGEST_REPLY = 1_000;

/** What the server said, where it was the server that refused. Some repeat the password, however short it is (S12). */
function replyIn(error: unknown, { password }: FtpSettings): Pick<Problem, 'reply'> {
  if (!(error instanceof FTPError)) return {};
  const said = password === '' ? error.message : error.message.replaceAll(password, '***');
  return { reply: printable(said).slice(0, LONGEST_REPLY) };
}

/** ftp-srv's words for what others say with 425. */
const NO_LINE = /no connector setup/i;

/** A reply without the name that it is about: in a file called “quota”, or “permission denied”, those words explain nothing. */
export function withoutName(message: string, path: ItemPath): string {
  return path === '' ? message : message.replaceAll(path, '…').replaceAll(nameOf(path), '…');
}

/** What needs room on the server. */
const NEEDS_ROOM: ReadonlySet<Doing> = new Set<Doing>(['written', 'created', 'moved', 'kept as a version']);

/** What the server's refusal of an operation means: first by its number, then, where that is used for many things, by its words. */
export function explainReply(code: number, message: string, doing: Doing): Part {
  if (NEEDS_ROOM.has(doing) && (code === 552 || code === 452 || /no space|disk full|quota/i.test(message))) {
    return ['no-space', ...ftpText.diskFull];
  }
  // What pure-ftpd, vsftpd and proftpd say with 451 when their disk is full; trying again would not help.
  if (
    doing === 'written' &&
    /(?:error during write|failure writing|write error|input\/output error)/i.test(message)
  ) {
    return ['no-space', ...ftpText.diskProbablyFull];
  }
  // proftpd says the latter of folders with an asterisk.
  if (
    (code === 553 || /invalid (file|directory|path)? ?name/i.test(message)) &&
    !/permission|denied/i.test(message)
  ) {
    return ['name-refused', ...ftpText.nameNotAccepted];
  }
  if (/not empty/i.test(message)) {
    return ['not-empty', ...ftpText.notEmpty];
  }
  if (
    /permission denied|read.only/i.test(message) ||
    (code === 550 && /permission|denied|not allowed|prohibited|forbidden/i.test(message))
  ) {
    return ['permission-denied', ...ftpText.notAllowed];
  }
  if (code === 421) return ['connection-lost', ...ftpText.hungUp];
  // ftp-srv tidies up after a transfer so late that it may withdraw the data connection that was agreed on since, and says 550 then.
  if (code === 425 || code === 426 || NO_LINE.test(message)) {
    return ['connection-lost', ...ftpText.dataConnectionLost];
  }
  if (doing === 'listed' && code < 500) {
    return ['listing-incomplete', ...ftpText.listingCutShort];
  }
  if (code === 500 || code === 501 || code === 502 || code === 504) {
    return ['unsupported', ...ftpText.notSupported];
  }
  if (doing === 'listed') {
    return code === 550
      ? ['not-found', ...ftpText.goneOrUnreadable]
      : ['listing-incomplete', ...ftpText.listingCutShort];
  }
  if (code === 550 && (doing === 'written' || doing === 'created')) {
    return /no such|not found|does ?n.t exist|not exist/i.test(message)
      ? ['folder-missing', ...ftpText.noFolder]
      : ['permission-denied', ...ftpText.notAllowed];
  }
  if (code === 550 || code === 551) return ['not-found', ...ftpText.goneOrUnchangeable];
  // RFC 959, 4.2.1: what begins with a four may be otherwise in a moment.
  if (code >= 400 && code < 500) {
    return ['busy', ...ftpText.busy];
  }
  return ['other', ...ftpText.refusedWithReply(code)];
}

function explainLoss(error: unknown, doing: Doing): Part {
  if (error instanceof EndlessListing) {
    return ['listing-incomplete', ...ftpText.listingEndless];
  }
  if (error instanceof TricklingListing) {
    return ['listing-incomplete', ...ftpText.listingTooSlow];
  }
  if (error instanceof RepeatingListing) {
    return ['listing-incomplete', ...ftpText.listingRepeats];
  }
  if (error instanceof IncompleteListing) {
    return ['listing-incomplete', ...ftpText.listingIncomplete];
  }
  if (error instanceof DoubtfulListing) {
    return ['listing-incomplete', ...ftpText.listingEmpty];
  }
  if (error instanceof UnreadableListing) {
    return doing === 'listed'
      ? ['listing-incomplete', ...ftpText.listingUnknown]
      : ['listing-incomplete', ...ftpText.entryUnknown];
  }
  if (isTimeout(error)) {
    return ['timed-out', ...ftpText.silent];
  }
  return ['connection-lost', ...ftpText.lost];
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.message.startsWith('Timeout') || codeOf(error) === 'ETIMEDOUT');
}

/** RFC 959 has no reply for it, so servers say it in words: 421 or 530, and that there are too many. */
function isTooMany(error: unknown): boolean {
  if (error instanceof ProblemError) return error.problem.kind === 'busy';
  if (!(error instanceof FTPError)) return false;
  return (
    error.code === 421 || (error.code === 530 && /too many|maximum|limit|connections/i.test(error.message))
  );
}

/** Whether an error leaves its connection useless: everything except a refusal in proper form. */
export function isLost(error: unknown): boolean {
  if (error instanceof FTPError) return error.code === 421;
  return !(error instanceof ProblemError || error instanceof UnreadableListing);
}

/** Whether a server that has let us in before would not do so once more, or hung up instead. */
export function isRefusedAgain(error: unknown): boolean {
  return error instanceof ProblemError && REFUSED_AGAIN.has(error.problem.kind);
}

const REFUSED_AGAIN: ReadonlySet<ProblemKind> = new Set<ProblemKind>(['busy', 'connection-lost']);
