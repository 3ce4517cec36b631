import * as v from 'valibot';
import type { SftpSession } from '../session/session.js';
import { SftpStatus } from '../session/errors.js';

/** What of statvfs(3) is of interest. A file system without blocks does not know its size. */
const FactsSchema = v.object({
  f_blocks: v.pipe(v.number(), v.minValue(1)),
  f_frsize: v.number(),
  f_bavail: v.number(),
});

/**
 * Bytes that can still be written to the file system that holds an absolute path; `undefined` where the server does not tell
 * (statvfs@openssh.com). Rejects with `ConnectionLost`.
 */
export async function freeSpaceAt(session: SftpSession, path: string): Promise<number | undefined> {
  if (!session.tellsRoom) return undefined;
  try {
    const facts = v.safeParse(
      FactsSchema,
      await session.request<unknown>((sftp, done) => sftp.ext_openssh_statvfs(path, done)),
    );
    if (!facts.success) return undefined;
    const bytes = facts.output.f_bavail * facts.output.f_frsize;
    // Storage without an end says so in numbers that are no longer exact.
    return Number.isSafeInteger(bytes) ? bytes : undefined;
  } catch (error) {
    if (error instanceof SftpStatus) return undefined;
    throw error;
  }
}
