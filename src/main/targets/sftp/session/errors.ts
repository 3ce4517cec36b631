import type { ItemPath, Side } from '../../../../shared/entry/entry.js';
import type { Problem, ProblemKind } from '../../../../shared/problem.js';
import { printable } from '../../item-path.js';
import { explainNetwork, noAnswer } from '../../connect-problems.js';
import { couldNot, type Doing, quoted, THE_FOLDER } from '../../text.js';
import { ProblemError } from '../../../../shared/problem-error.js';
import { sftpText } from '../text.js';

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

/** A refusal by the server in proper form: the connection is as good as before. */
export class SftpStatus extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'SftpStatus';
    this.status = status;
  }
}

/** The connection to the server is gone, and every answer that was due with it. */
export class ConnectionLost extends Error {
  readonly timedOut: boolean;

  constructor(cause: unknown, timedOut = false) {
    super('The connection was lost.', { cause });
    this.name = 'ConnectionLost';
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

/** Why the server could not be reached. A `ProblemError` passes unchanged, unless it only says that time has run out. */
export function connectError(error: unknown, naming: Naming, timedOut: boolean): ProblemError {
  // Who runs out of time finds its work stopped.
  const outOfTime = timedOut && error instanceof ProblemError && error.problem.kind === 'stopped';
  if (error instanceof ProblemError && !outOfTime) return error;
  const [kind, what, advice] = timedOut ? noAnswer(naming.host) : explainConnect(error, naming);
  return new ProblemError({ kind, what, advice, side: naming.side }, { cause: error });
}

function explainConnect(error: unknown, naming: Naming): Part {
  const known = explainNetwork(error, naming.host, naming.port);
  if (known !== undefined) return known;
  if (error instanceof Error && /no matching/i.test(error.message)) {
    return ['unsupported', ...sftpText.noCommonEncryption(naming.host)];
  }
  return ['connection-lost', ...sftpText.closedAtSignIn(naming.host)];
}

/** What an operation on an item failed for. A `ProblemError` passes unchanged. */
export function operationError(error: unknown, doing: Doing, path: ItemPath, naming: Naming): ProblemError {
  if (error instanceof ProblemError) return error;
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
): ProblemError {
  const item = path === '' ? THE_FOLDER : quoted(printable(path));
  const problem: Problem = {
    kind,
    what: couldNot(item, doing, host, because),
    advice,
    side,
    path,
    ...(cause instanceof SftpStatus && {
      reply: printable(`${cause.status} ${cause.message}`).slice(0, 1_000),
    }),
  };
  return new ProblemError(problem, { cause });
}

/** What the server's refusal of an operation means. */
function explainStatus(status: number, message: string, doing: Doing): Part {
  if (
    status === STATUS.noSpace ||
    status === STATUS.quota ||
    /no space|disk full|quota|not enough space/i.test(message)
  ) {
    return ['no-space', ...sftpText.diskFull];
  }
  switch (status) {
    case STATUS.noSuchFile:
      return doing === 'written' || doing === 'created'
        ? ['folder-missing', ...sftpText.noFolder]
        : ['not-found', ...sftpText.gone];
    case STATUS.permissionDenied:
      return ['permission-denied', ...sftpText.notAllowed];
    case STATUS.badMessage:
      return ['name-refused', ...sftpText.nameNotAccepted];
    case STATUS.unsupported:
      return ['unsupported', ...sftpText.notSupported];
    default:
      if (/not empty/i.test(message)) {
        return ['not-empty', ...sftpText.notEmpty];
      }
      return doing === 'listed'
        ? ['listing-incomplete', ...sftpText.listingCutShort]
        : ['other', ...sftpText.refused];
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
    return ['listing-incomplete', ...sftpText.listingEndless];
  }
  if (error instanceof TricklingListing) {
    return ['listing-incomplete', ...sftpText.listingTooSlow];
  }
  if (error instanceof UnreadableListing) {
    return ['listing-incomplete', ...sftpText.answersUnknown];
  }
  if (!(error instanceof ConnectionLost)) {
    return ['other', ...sftpText.unexpected];
  }
  if (error.timedOut) {
    return ['timed-out', ...sftpText.silent];
  }
  const kind = doing === 'listed' ? 'listing-incomplete' : 'connection-lost';
  return [kind, ...sftpText.lost];
}
