import { codeOf, explainNetwork } from '../../connect-problems.js';
import type { Doing } from '../../doing.js';
import { FTPError } from 'basic-ftp';
import type { ItemPath, Side } from '../../../../shared/entry/entry.js';
import { nameOf } from '../../../../shared/entry/path.js';
import type { Problem, ProblemKind } from '../../../../shared/problem.js';
import { assertNever } from '../../../../shared/assert-never.js';
import { printable } from '../../item-path.js';
import { TargetError } from '../../target-error.js';
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

type Part = readonly [kind: ProblemKind, because: string, advice: string];

/**
 * Why the server could not be reached, or would not let the user in; `phase` is how far that had come, and `before` whether it has let the
 * same user in before. A `TargetError` passes unchanged.
 */
export function connectError(
  error: unknown,
  settings: FtpSettings,
  phase: Phase,
  before = false,
): TargetError {
  if (error instanceof TargetError) return error;
  const [kind, what, advice] =
    before && error instanceof FTPError
      ? refusedAgain(error, settings)
      : explainConnect(error, settings, phase);
  return new TargetError({ kind, what, advice, side: settings.side }, { cause: error });
}

function explainConnect(error: unknown, settings: FtpSettings, phase: Phase): Part {
  const server = `The server “${settings.host}”`;
  if (error instanceof FTPError) return explainRefusal(error, settings);
  const known = explainNetwork(error, settings.host, settings.port);
  if (known !== undefined) return known;
  if (isTimeout(error)) return explainSilence(phase, settings);
  return [
    'connection-lost',
    `${server} closed the connection while signing in.`,
    settings.secure
      ? 'Try again. If it happens again, check that FTP over TLS is set up on the server.'
      : 'Try again. If it happens again, check the port in the profile.',
  ];
}

/** Servers say all kinds of things where they want no more connections; what they say of the password is not true then. */
function refusedAgain({ message }: FTPError, { host }: FtpSettings): Part {
  return [
    'busy',
    `The server “${host}” has let you in before, but refuses another connection now: “${printable(message)}”.`,
    'Wait a moment, close other programs that use the server, and try again.',
  ];
}

function explainSilence(phase: Phase, { host, userName }: FtpSettings): Part {
  const server = `The server “${host}”`;
  const user = userName === '' ? 'the anonymous user' : `“${printable(userName)}”`;
  switch (phase) {
    case 'reaching':
      return [
        'timed-out',
        `${server} did not answer within ${Math.ceil(CONNECT_MS / 1000)} seconds.`,
        'Check its name and port in the profile, then try again.',
      ];
    case 'signing-in':
      return [
        'timed-out',
        `${server} answered, but neither accepted nor refused ${user}.`,
        'Check the user name and the password in the profile: some servers are slow to reject them. Then try again.',
      ];
    case 'settling-in':
      return [
        'timed-out',
        `${server} accepted ${user}, but then stopped answering.`,
        'Try again later. If it happens again, contact the server’s administrator.',
      ];
    default:
      return assertNever(phase);
  }
}

/** In active mode the server connects to this computer, which no proxy lets it do. */
export function activeByProxy(host: string, side: Side): Problem {
  return {
    kind: 'unsupported',
    what: `The server “${host}” can’t be used in active mode through a proxy.`,
    advice: 'Choose passive mode in the profile, or no proxy.',
    side,
  };
}

/** That the server lets nobody in with this user name and password, and what can be done about it. */
export function signInRefused(error: FTPError, settings: FtpSettings): Problem {
  const [kind, what, advice] = explainRefusal(error, settings);
  return { kind, what, advice, side: settings.side };
}

function explainRefusal(error: FTPError, settings: FtpSettings): Part {
  const server = `The server “${settings.host}”`;
  if (!settings.secure && /\b(TLS|SSL|encrypt|cleartext|secure)/i.test(error.message)) {
    return [
      'sign-in-refused',
      `${server} requires an encrypted connection.`,
      'Write ftps:// instead of ftp:// in the profile.',
    ];
  }
  // The password is right, but the folder that the user would be put into is not there: 421 (pure-ftpd), 500 (vsftpd), 530 (IIS).
  if (/\b(?:home|directory|folder)\b/i.test(error.message)) {
    return [
      'folder-missing',
      `${server} cannot open the folder of this user: “${printable(error.message.replace(/^\d{3}[ -]/, ''))}”.`,
      'Ask the server’s administrator whether the folder exists and you may read it.',
    ];
  }
  if (isTooMany(error)) {
    return [
      'busy',
      `${server} accepts no more connections at the moment.`,
      'Wait a moment, close other programs that use the server, and try again.',
    ];
  }
  if (settings.userName === '') {
    return [
      'sign-in-refused',
      `${server} does not accept anonymous users.`,
      'Enter a user name and password in the profile.',
    ];
  }
  if (settings.password === '') {
    return [
      'sign-in-refused',
      `No password is known for “${printable(settings.userName)}” on the server “${settings.host}”, and it wants one.`,
      'Enter the password in the profile.',
    ];
  }
  return [
    'sign-in-refused',
    `${server} does not accept the user name “${printable(settings.userName)}” with this password.`,
    'Check the user name and the password in the profile.',
  ];
}

/** What an operation on an item failed for. A `TargetError` passes unchanged. */
export function operationError(
  error: unknown,
  doing: Doing,
  path: ItemPath,
  settings: FtpSettings,
): TargetError {
  if (error instanceof TargetError) return error;
  return new TargetError(operationProblem(error, doing, path, settings), { cause: error });
}

function operationProblem(error: unknown, doing: Doing, path: ItemPath, settings: FtpSettings): Problem {
  const [kind, because, advice] =
    error instanceof FTPError
      ? explainReply(error.code, withoutName(error.message, path), doing)
      : explainLoss(error, doing);
  const item = path === '' ? 'The folder' : `“${printable(path)}”`;
  return {
    kind,
    what: `${item} could not be ${doing} on the server “${settings.host}”: ${because}.`,
    advice,
    side: settings.side,
    path,
  };
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
  const again = 'Compare again.';
  if (NEEDS_ROOM.has(doing) && (code === 552 || code === 452 || /no space|disk full|quota/i.test(message))) {
    return ['no-space', 'the server’s disk is full', 'Free some space there, then sync again.'];
  }
  // What pure-ftpd, vsftpd and proftpd say with 451 when their disk is full; trying again would not help.
  if (
    doing === 'written' &&
    /(?:error during write|failure writing|write error|input\/output error)/i.test(message)
  ) {
    return [
      'no-space',
      'the server could not write it to its disk, which is probably full',
      'Free some space there, then sync again.',
    ];
  }
  // proftpd says the latter of folders with an asterisk.
  if (
    (code === 553 || /invalid (file|directory|path)? ?name/i.test(message)) &&
    !/permission|denied/i.test(message)
  ) {
    return [
      'name-refused',
      'the server does not accept its name',
      'Rename it with plain letters and digits.',
    ];
  }
  if (/not empty/i.test(message)) {
    return ['not-empty', 'it is not empty', 'Compare again to see what is in it.'];
  }
  if (
    /permission denied|read.only/i.test(message) ||
    (code === 550 && /permission|denied|not allowed|prohibited|forbidden/i.test(message))
  ) {
    return [
      'permission-denied',
      'the server does not allow it',
      'Check the permissions of your account on the server.',
    ];
  }
  if (code === 421)
    return ['connection-lost', 'the server closed the connection', 'Try again in a little while.'];
  // ftp-srv tidies up after a transfer so late that it may take back the line that was agreed on since, and says 550 then.
  if (code === 425 || code === 426 || NO_LINE.test(message)) {
    return ['connection-lost', 'the data connection was lost', 'Check the network, then sync again.'];
  }
  if (doing === 'listed' && code < 500) {
    return [
      'listing-incomplete',
      'the server’s listing was cut short',
      'Compare again. If it happens again, exclude the folder with a filter.',
    ];
  }
  if (code === 500 || code === 501 || code === 502 || code === 504) {
    return [
      'unsupported',
      'the server does not support it',
      'Skip the item, or use a server that supports it.',
    ];
  }
  if (doing === 'listed') {
    return code === 550
      ? ['not-found', 'it no longer exists, or can’t be read', again]
      : [
          'listing-incomplete',
          'the server’s listing was cut short',
          'Compare again. If it happens again, exclude the folder with a filter.',
        ];
  }
  if (code === 550 && (doing === 'written' || doing === 'created')) {
    return /no such|not found|does ?n.t exist|not exist/i.test(message)
      ? ['folder-missing', 'its folder does not exist', 'Compare again, so that the folder is created first.']
      : [
          'permission-denied',
          'the server does not allow it',
          'Check the permissions of your account on the server.',
        ];
  }
  if (code === 550 || code === 551) return ['not-found', 'it no longer exists, or can’t be changed', again];
  // RFC 959, 4.2.1: what begins with a four may be otherwise in a moment.
  if (code >= 400 && code < 500) {
    return ['busy', 'the server can’t do it at the moment', 'Sync again in a little while.'];
  }
  return [
    'other',
    `the server refused it with reply ${code}`,
    'Try again later. If it happens again, contact the server’s administrator.',
  ];
}

function explainLoss(error: unknown, doing: Doing): Part {
  if (error instanceof EndlessListing) {
    return [
      'listing-incomplete',
      'the server’s listing never ends, or is too long for Evenkeel',
      'Exclude the folder with a filter.',
    ];
  }
  if (error instanceof TricklingListing) {
    return [
      'listing-incomplete',
      'the server sends its listing too slowly',
      'Try again in a little while. If it happens again, exclude the folder with a filter.',
    ];
  }
  if (error instanceof RepeatingListing) {
    return [
      'listing-incomplete',
      'it has the same content as folders above it, as if a link led back there',
      'Remove that link on the server, or exclude it with a filter.',
    ];
  }
  if (error instanceof IncompleteListing) {
    return [
      'listing-incomplete',
      'the server says that its listing is incomplete',
      'Compare again. If it happens again, exclude the folder with a filter.',
    ];
  }
  if (error instanceof DoubtfulListing) {
    return [
      'listing-incomplete',
      'the server lists nothing in it, although something should be there',
      'Look at the folder with another program; if it is there, compare again.',
    ];
  }
  if (error instanceof UnreadableListing) {
    return doing === 'listed'
      ? [
          'listing-incomplete',
          'the server’s listing is in an unknown format',
          'Compare again. If it happens again, exclude the folder with a filter and report the kind of server to the developers.',
        ]
      : [
          'listing-incomplete',
          'the server describes it in an unknown format',
          'Compare again. If it happens again, report the kind of server to the developers.',
        ];
  }
  if (isTimeout(error)) {
    return ['timed-out', 'the server has been silent for 30 seconds', 'Check the network, then sync again.'];
  }
  return ['connection-lost', 'the connection to the server was lost', 'Check the network, then sync again.'];
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.message.startsWith('Timeout') || codeOf(error) === 'ETIMEDOUT');
}

/** RFC 959 has no reply for it, so servers say it in words: 421 or 530, and that there are too many. */
export function isTooMany(error: unknown): boolean {
  if (error instanceof TargetError) return error.problem.kind === 'busy';
  if (!(error instanceof FTPError)) return false;
  return (
    error.code === 421 || (error.code === 530 && /too many|maximum|limit|connections/i.test(error.message))
  );
}
