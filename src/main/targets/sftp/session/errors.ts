import type { ItemPath, Side } from '../../../../shared/entry/entry.js';
import type { Problem, ProblemKind } from '../../../../shared/problem.js';
import { printable } from '../../item-path.js';
import { explainNetwork, noAnswer } from '../../connect-problems.js';
import type { Doing } from '../../doing.js';
import { TargetError } from '../../target-error.js';

/** The numbers of draft-ietf-secsh-filexfer-02, 7, and two that servers borrow from later drafts. */
export const STATUS = {
  eof: 1,
  noSuchFile: 2,
  permissionDenied: 3,
  failure: 4,
  badMessage: 5,
  unsupported: 8,
  noSpace: 14,
  quota: 15,
} as const;

/** A refusal by the server in proper form: the line is as good as before. */
export class SftpStatus extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'SftpStatus';
    this.status = status;
  }
}

/** The line to the server is gone, and every answer that was due with it. */
export class LineLost extends Error {
  readonly timedOut: boolean;

  constructor(cause: unknown, timedOut = false) {
    super('The connection was lost.', { cause });
    this.name = 'LineLost';
    this.timedOut = timedOut;
  }
}

/** Whether the server refused with this number. */
export function isStatus(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof SftpStatus && statuses.includes(error.status);
}

type Part = readonly [kind: ProblemKind, because: string, advice: string];

/** What problems name besides the item. */
export interface Naming {
  readonly host: string;
  readonly port: number;
  readonly side: Side;
}

/** Why the server could not be reached. A `TargetError` passes unchanged, unless it only says that time has run out. */
export function connectError(error: unknown, naming: Naming, timedOut: boolean): TargetError {
  // Who runs out of time finds its work stopped.
  const outOfTime = timedOut && error instanceof TargetError && error.problem.kind === 'stopped';
  if (error instanceof TargetError && !outOfTime) return error;
  const [kind, what, advice] = timedOut ? noAnswer(naming.host) : explainConnect(error, naming);
  return new TargetError({ kind, what, advice, side: naming.side }, { cause: error });
}

function explainConnect(error: unknown, naming: Naming): Part {
  const server = `The server “${naming.host}”`;
  const known = explainNetwork(error, naming.host, naming.port);
  if (known !== undefined) return known;
  if (error instanceof Error && /no matching/i.test(error.message)) {
    return [
      'unsupported',
      `${server} and Evenkeel have no encryption method in common.`,
      'Update the SSH software of the server.',
    ];
  }
  return [
    'connection-lost',
    `${server} closed the connection while signing in.`,
    'Try again. If it happens again, check in the profile that the port is the one for SFTP.',
  ];
}

/** What an operation on an item failed for. A `TargetError` passes unchanged. */
export function operationError(error: unknown, doing: Doing, path: ItemPath, naming: Naming): TargetError {
  if (error instanceof TargetError) return error;
  const [kind, because, advice] =
    error instanceof SftpStatus
      ? explainStatus(error.status, error.message, doing)
      : explainLoss(error, doing);
  return itemError(kind, because, advice, doing, path, naming, error);
}

/** An item's problem in the form that all of them have. */
export function itemError(
  kind: ProblemKind,
  because: string,
  advice: string,
  doing: Doing,
  path: ItemPath,
  { host, side }: Naming,
  cause?: unknown,
): TargetError {
  const item = path === '' ? 'The folder' : `“${printable(path)}”`;
  const problem: Problem = {
    kind,
    what: `${item} could not be ${doing} on the server “${host}”: ${because}.`,
    advice,
    side,
    path,
  };
  return new TargetError(problem, { cause });
}

/** What the server's refusal of an operation means. */
export function explainStatus(status: number, message: string, doing: Doing): Part {
  if (
    status === STATUS.noSpace ||
    status === STATUS.quota ||
    /no space|disk full|quota|not enough space/i.test(message)
  ) {
    return ['no-space', 'the server’s disk is full', 'Free some space there, then sync again.'];
  }
  switch (status) {
    case STATUS.noSuchFile:
      return doing === 'written' || doing === 'created'
        ? [
            'folder-missing',
            'its folder does not exist',
            'Compare again, so that the folder is created first.',
          ]
        : ['not-found', 'it no longer exists', 'Compare again.'];
    case STATUS.permissionDenied:
      return [
        'permission-denied',
        'the server does not allow it',
        'Check the permissions of your account on the server.',
      ];
    case STATUS.badMessage:
      return [
        'name-refused',
        'the server does not accept its name',
        'Give it a shorter name with plain letters and digits.',
      ];
    case STATUS.unsupported:
      return [
        'unsupported',
        'the server does not support it',
        'Skip the item, or use a server that supports it.',
      ];
    default:
      if (/not empty/i.test(message)) {
        return ['not-empty', 'it is not empty', 'Compare again to see what is in it.'];
      }
      return doing === 'listed'
        ? [
            'listing-incomplete',
            'the server’s listing was cut short',
            'Compare again. If it happens again, exclude the folder with a filter.',
          ]
        : [
            'other',
            'the server refused it without giving a reason',
            'Try again. If it happens again, check the server’s free space and its log.',
          ];
  }
}

/** The server's list is not one that can be relied on (S8). */
export class UnreadableListing extends Error {}

/** A listing that is so long that it may have no end. */
export class EndlessListing extends UnreadableListing {}

/** A listing of which so little comes at a time that it may have no end. */
export class TricklingListing extends UnreadableListing {}

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
  if (error instanceof UnreadableListing) {
    return [
      'listing-incomplete',
      'the server’s answers can’t be understood',
      'Skip the item, or use a server that supports it.',
    ];
  }
  if (!(error instanceof LineLost)) {
    return ['other', 'something unexpected went wrong', 'Try again. If it happens again, please report it.'];
  }
  if (error.timedOut) {
    return ['timed-out', 'the server has been silent for 30 seconds', 'Check the network, then sync again.'];
  }
  const kind = doing === 'listed' ? 'listing-incomplete' : 'connection-lost';
  return [kind, 'the connection to the server was lost', 'Check the network, then sync again.'];
}
