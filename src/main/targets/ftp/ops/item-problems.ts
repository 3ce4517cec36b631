import type { ItemPath, Side } from '../../../../shared/entry/entry.js';
import type { Doing } from '../../text.js';
import { printable } from '../../item-path.js';
import { ProblemError } from '../../../../shared/problem-error.js';
import type { FtpSettings } from '../protocol/settings.js';

/** More or fewer bytes came than a file has. */
export function wrongSize(path: ItemPath, size: number, got: number, side: Side): ProblemError {
  return new ProblemError({
    kind: 'transfer-incomplete',
    what: `“${printable(path)}” should have ${size} bytes, but ${got < size ? `only ${got}` : 'more'} arrived.`,
    advice: 'It probably changed during the transfer. Compare again.',
    side,
    path,
  });
}

/** Something else lies under a path than what was to be worked on. */
export function notAsExpected(
  kind: 'already-exists' | 'changed-meanwhile' | 'not-a-folder' | 'not-empty',
  path: ItemPath,
  doing: Doing,
  because: string,
  { host, side }: FtpSettings,
): ProblemError {
  return new ProblemError({
    kind,
    what: `“${printable(path)}” could not be ${doing} on the server “${host}”: ${because}.`,
    advice: 'Compare again.',
    side,
    path,
  });
}
