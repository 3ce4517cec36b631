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
    super('The line was cut.', { cause });
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
      `${server} and Evenkeel have no method of encryption in common.`,
      'Ask whoever runs the server to bring its SSH software up to date.',
    ];
  }
  return [
    'connection-lost',
    `${server} hung up while the connection was being made.`,
    'Try again; if it stays so, check in the profile that the port is the one for SFTP.',
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
    return [
      'no-space',
      'the server has no room left',
      'Delete files there or ask for more room, then run it again.',
    ];
  }
  switch (status) {
    case STATUS.noSuchFile:
      return doing === 'written' || doing === 'created'
        ? [
            'folder-missing',
            'the folder that should hold it does not exist',
            'Compare again, so that the folder is made first.',
          ]
        : ['not-found', 'it is not there any more', 'Compare again.'];
    case STATUS.permissionDenied:
      return [
        'permission-denied',
        'the server does not allow it',
        'Ask whoever runs the server for the right to do this.',
      ];
    case STATUS.badMessage:
      return [
        'name-refused',
        'the server does not accept its name',
        'Give it a shorter name of plain letters and digits.',
      ];
    case STATUS.unsupported:
      return [
        'unsupported',
        'the server does not know how',
        'Ask whoever runs the server which SFTP software it uses.',
      ];
    default:
      if (/not empty/i.test(message)) {
        return ['not-empty', 'it is not empty', 'Compare again to see what is in it.'];
      }
      return doing === 'listed'
        ? [
            'listing-incomplete',
            'the server broke its list off',
            'Compare again; if it stays so, ask whoever runs the server.',
          ]
        : [
            'other',
            'the server refused it without saying why',
            'Try again; if it stays so, ask whoever runs the server whether there is room left and what its log says.',
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
      'the server’s list has no end, or more names than Evenkeel can take',
      'Exclude the folder with a filter.',
    ];
  }
  if (error instanceof TricklingListing) {
    return [
      'listing-incomplete',
      'the server sends its list so slowly that there is no end to it',
      'Try again in a little while; if it stays so, exclude the folder with a filter.',
    ];
  }
  if (error instanceof UnreadableListing) {
    return [
      'listing-incomplete',
      'the server does not say properly what there is',
      'Ask whoever runs the server which SFTP software it uses.',
    ];
  }
  if (!(error instanceof LineLost)) {
    return ['other', 'something unexpected went wrong', 'Try again. If it happens again, please report it.'];
  }
  if (error.timedOut) {
    return [
      'timed-out',
      'the server has been silent for 30 seconds',
      'Check the network, then run it again.',
    ];
  }
  const kind = doing === 'listed' ? 'listing-incomplete' : 'connection-lost';
  return [kind, 'the line to the server was cut', 'Check the network, then run it again.'];
}
