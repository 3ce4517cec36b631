import { FTPError } from 'basic-ftp';
import type { Entry } from '../../../../shared/entry/entry.js';
import type { ProblemError } from '../../../../shared/problem-error.js';
import type { Listed } from '../../target.js';
import type { FtpConnection } from '../session/connection.js';
import { isLost } from '../session/errors.js';

/** What removing a folder needs to know of it. */
export interface FolderToRemove {
  /** The absolute path of the target's root on the server, in wire form. */
  readonly root: string;
  readonly followLinks: boolean;
  /** What is there now. */
  readonly stat: () => Promise<Entry | undefined>;
  readonly list: () => Promise<readonly Listed[]>;
  readonly problem: (kind: 'not-a-folder' | 'not-empty', because: string) => ProblemError;
}

/** Deletes the empty folder at the absolute path `folder`; one that is gone already is fine. Rejects with `FTPError` or `ProblemError`. */
export async function removeFolderOn(
  connection: FtpConnection,
  folder: string,
  { root, followLinks, stat, list, problem }: FolderToRemove,
): Promise<void> {
  // ftp-srv deletes a file by RMD as well; no server lets one go to a file.
  const [entered] = await connection.inTurn(() =>
    connection.requestAll([`CWD ${folder}`, `CWD ${root || '/'}`]),
  );
  if (entered?.good !== true) {
    const there = await stat();
    if (there === undefined) return;
    if (there.kind !== 'folder') throw problem('not-a-folder', 'it is no longer a folder');
    throw new FTPError({ code: entered?.code ?? 500, message: entered?.message ?? '' });
  }
  const [removed] = await connection.requestAll([`RMD ${folder}`]);
  if (removed?.good === true) return;
  // vsftpd does not say why.
  const left = await list().catch(async (error: unknown) => {
    if (isLost(error) || (await stat()) !== undefined) throw error;
  });
  // Somebody else has deleted it meanwhile.
  if (left === undefined) return;
  if (left.length > 0) throw problem('not-empty', 'it is not empty');
  if (followLinks) {
    // The folder itself may lie elsewhere, and nobody asked for it to go from there. No server deletes a real folder so.
    const [unlinked] = await connection.requestAll([`DELE ${folder}`]);
    if (unlinked?.good === true) return;
  }
  throw new FTPError({ code: removed?.code ?? 500, message: removed?.message ?? '' });
}
