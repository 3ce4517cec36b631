import type { Entry, OtherEntry } from '../../../../shared/entry/entry.js';
import { leadsBack } from '../../link-loops.js';
import type { FtpConnection } from '../session/connection.js';
import { sizeOf, timeOf } from './stat.js';
import type { Reply } from '../protocol/reply.js';
import { folderOfPwd } from '../server/working-folder.js';

/** A link that is skipped. */
export const LINK = { kind: 'other', what: 'symbolic-link' } as const;

export function isLink(entry: Entry): entry is OtherEntry {
  return entry.kind === 'other' && entry.what === 'symbolic-link';
}

/** Links that are looked into in one go. */
const BATCH = 8;

/**
 * What the links at the absolute paths `links`, all in `folder`, lead to. The protocol cannot say it, so the server is asked to go there:
 * to a folder it goes, and says where it is then; of a file it tells the size and time.
 */
export async function followLinks(
  connection: FtpConnection,
  folder: string,
  links: readonly string[],
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  let above: readonly string[] | undefined;
  for (let start = 0; start < links.length; start += BATCH) {
    const batch = links.slice(start, start + BATCH);
    const replies = await connection.inTurn(() =>
      connection.requestAll(batch.flatMap((link) => [`CWD ${link}`, 'PWD', `SIZE ${link}`, `MDTM ${link}`])),
    );
    for (const [index, link] of batch.entries()) {
      const [entered, where, size, time] = replies.slice(4 * index, 4 * index + 4);
      if (entered?.good === true) {
        above ??= await realPaths(connection, foldersDownTo(folder));
        entries.push(folderBehind(link, where, above));
      } else {
        entries.push(fileBehind(size, time));
      }
    }
  }
  return entries;
}

/** A folder, unless the absolute path `path` is that of a link which leads back to a folder above. */
export async function folderUnlessBack(connection: FtpConnection, path: string): Promise<Entry> {
  const found = [...(await realPaths(connection, foldersDownTo(path)))];
  const leadsTo = found.pop();
  return leadsTo !== undefined && leadsBack(leadsTo, found, '/')
    ? { ...LINK, leads: 'back' }
    : { kind: 'folder' };
}

function folderBehind(link: string, where: Reply | undefined, above: readonly string[]): Entry {
  const leadsTo = where?.good === true ? folderOfPwd(where.message) : undefined;
  // A server that only repeats what it was told would let one go round in circles.
  if (leadsTo === undefined || leadsTo === link) return LINK;
  return leadsBack(leadsTo, above, '/') ? { ...LINK, leads: 'back' } : { kind: 'folder' };
}

function fileBehind(size: Reply | undefined, time: Reply | undefined): Entry {
  const bytes = sizeOf(size);
  if (bytes === undefined) return { ...LINK, leads: 'nowhere' };
  const modified = time?.good === true ? timeOf(time) : undefined;
  return { kind: 'file', size: bytes, modified, followed: true };
}

/** Where folders really are, without a link in their paths; one that cannot be entered is taken to be where it seems to be. */
async function realPaths(connection: FtpConnection, folders: readonly string[]): Promise<readonly string[]> {
  const replies = await connection.inTurn(() =>
    connection.requestAll(folders.flatMap((folder) => [`CWD ${folder}`, 'PWD'])),
  );
  return folders.map((folder, index) => {
    const [entered, where] = replies.slice(2 * index, 2 * index + 2);
    const found = entered?.good === true && where?.good === true ? folderOfPwd(where.message) : undefined;
    return found ?? folder;
  });
}

/** An absolute path and those of all folders above it, from the top of the server. */
function foldersDownTo(folder: string): readonly string[] {
  const names = folder.split('/').filter((name) => name !== '');
  return ['/', ...names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`)];
}
