import type { SftpSession } from '../session/session.js';
import { statOn } from './stat.js';
import { SftpStatus } from '../session/errors.js';

/**
 * Renames without replacing anything: `SSH_FXP_RENAME` has to fail where there is something under the new name
 * (draft-ietf-secsh-filexfer-02, 6.5). With `again` a rename that was carried out before the connection broke is taken for done. Rejects with
 * `occupied()` where the new name is taken.
 */
export async function moveOn(
  session: SftpSession,
  from: string,
  to: string,
  again: boolean,
  occupied: () => Error,
): Promise<void> {
  try {
    await session.command((sftp, done) => sftp.rename(from, to, done));
  } catch (error) {
    if (!(error instanceof SftpStatus)) throw error;
    const [source, target] = await Promise.all([statOn(session, from), statOn(session, to)]);
    if (source === undefined && target !== undefined && again) return;
    throw source !== undefined && target !== undefined ? occupied() : error;
  }
}

/** Gives a file a second name where the server can (hardlink@openssh.com), so that it keeps the first; elsewhere renames it. */
export async function keepOn(
  session: SftpSession,
  path: string,
  as: string,
  again: boolean,
  occupied: () => Error,
): Promise<void> {
  if (session.linksFiles) {
    try {
      await session.command((sftp, done) => sftp.ext_openssh_hardlink(path, as, done));
      return;
    } catch (error) {
      if (!(error instanceof SftpStatus)) throw error;
      // The link was made before the connection broke.
      if (again && (await statOn(session, as))?.kind === 'file') return;
      // Perhaps the file system has no links.
    }
  }
  await moveOn(session, path, as, again, occupied);
}
