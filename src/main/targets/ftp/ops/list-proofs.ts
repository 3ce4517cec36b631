import { FTPError } from 'basic-ftp';
import type { Entry } from '../../../../shared/entry/entry.js';
import type { Listed } from '../../target.js';
import type { FtpConnection } from '../session/connection.js';
import type { FtpFeatures } from '../protocol/features.js';
import { sizeOf, statOn } from './stat.js';
import { bothUnreadable, type Settled } from '../listing/list-form.js';
import { fileOfSize, UNREADABLE } from '../listing/list-line.js';
import { DoubtfulListing, type UnsizedFile } from '../listing/parse-mlsd.js';

/** Commands that are sent in one go. */
const BATCH = 32;

/** The names that are on record in a folder, in wire form; asked for only where the list alone leaves a doubt, as LIST always does. */
export type NamesOnRecord = () => Promise<readonly string[]>;

/** Of a folder of which nobody has kept anything. */
export const NOTHING_ON_RECORD: NamesOnRecord = () => Promise.resolve([]);

/** The server's answer to NLST, as it came. */
export type NameList = (connection: FtpConnection, folder: string) => Promise<readonly string[]>;

/** Whether a server refused to list a folder because nothing is in it. */
export function saysNoFiles(error: unknown): boolean {
  return (
    error instanceof FTPError &&
    (error.code === 450 || error.code === 550) &&
    /\bno (?:such )?files\b|\bno files?(?: were)? found\b|\bis empty\b|\bempty (?:directory|folder)\b/i.test(
      error.message,
    )
  );
}

/** Whether a server refused a way of listing, so that another one may be tried. A broken connection, or a server that hangs up, is no such refusal. */
export function isRefusal(error: unknown): boolean {
  return error instanceof FTPError && error.code >= 400 && ![421, 425, 426].includes(error.code);
}

/**
 * S8, S11: a list without a single entry is an empty folder only if nothing is on record in it, or NLST names nothing either. Rejects with
 * `DoubtfulListing` otherwise.
 */
export async function proveEmpty(
  connection: FtpConnection,
  folder: string,
  namesOnRecord: NamesOnRecord,
  { refused, nameList }: { readonly refused: boolean; readonly nameList: NameList },
): Promise<void> {
  const onRecord = await namesOnRecord();
  if (onRecord.length === 0 && !refused) return;
  // A refusal may be about the folder, and not about what is in it.
  const [entered] = await connection.inTurn(() => connection.requestAll([`CWD ${folder}`]));
  if (entered?.good !== true)
    throw new FTPError({ code: entered?.code ?? 550, message: entered?.message ?? '' });
  const names = await nameList(connection, folder).catch((error: unknown) => {
    if (saysNoFiles(error)) return [];
    if (isRefusal(error) && onRecord.length === 0) return [];
    throw isRefusal(error) ? new DoubtfulListing(`Nothing is listed in ${folder}.`) : error;
  });
  if (names.length > 0) throw new DoubtfulListing(`NLST names something in ${folder}, the list does not.`);
}

/** Finds out by SIZE how big files are of which the list does not say so; what SIZE does not tell either is unreadable. */
export async function withSizes(
  connection: FtpConnection,
  folder: string,
  items: readonly { readonly name: string; readonly entry: Entry | UnsizedFile }[],
): Promise<readonly Listed[]> {
  const sizes = new Map<string, number | undefined>();
  const unsized = items.filter(({ entry }) => entry.kind === 'unsized-file');
  for (let start = 0; start < unsized.length; start += BATCH) {
    const batch = unsized.slice(start, start + BATCH);
    const replies = await connection.requestAll(batch.map(({ name }) => `SIZE ${below(folder, name)}`));
    for (const [index, { name }] of batch.entries()) sizes.set(name, sizeOf(replies[index]));
  }
  return items.map(({ name, entry }) => {
    if (entry.kind !== 'unsized-file') return { name, entry };
    const { modified, permissions } = entry;
    const rest = permissions === undefined ? { modified } : { modified, permissions };
    return { name, entry: fileOfSize(sizes.get(name), rest) };
  });
}

/** Asks the server which of two names a line means: only one of them may be there, and a file has to have the size that the line says. */
export async function nameProven(
  connection: FtpConnection,
  folder: string,
  line: Settled['open'][number],
  { size: knowsSize }: FtpFeatures,
): Promise<readonly Listed[]> {
  const readings = [line.plain, line.withColumn];
  const isFolder = line.plain.entry.kind === 'folder';
  if (!isFolder && !knowsSize) return bothUnreadable(line);
  const verb = isFolder ? 'CWD' : 'SIZE';
  const replies = await connection.inTurn(() =>
    connection.requestAll(readings.map(({ name }) => `${verb} ${below(folder, name)}`)),
  );
  const there = readings.filter((_, index) => replies[index]?.good === true);
  const [only, ...more] = there;
  if (only === undefined || more.length > 0) return bothUnreadable(line);
  const fits =
    isFolder || (only.entry.kind === 'file' && sizeOf(replies[readings.indexOf(only)]) === only.entry.size);
  return fits ? [only] : bothUnreadable(line);
}

/**
 * The names on record with a dot in front that the list does not show, although they are there: some servers hide such from every list.
 * Asks about them one by one, and only where the list shows no other one.
 */
export async function hiddenThough(
  connection: FtpConnection,
  folder: string,
  listed: readonly Listed[],
  namesOnRecord: NamesOnRecord,
  features: FtpFeatures,
): Promise<readonly Listed[]> {
  if (listed.some(({ name }) => name.startsWith('.'))) return [];
  const missing = (await namesOnRecord()).filter((name) => name.startsWith('.'));
  if (missing.length === 0 || !(features.mlst || (features.size && features.mdtm))) return [];
  const found: Listed[] = [];
  for (const name of missing) {
    const path = below(folder, name);
    const byListing = (): Promise<undefined> => Promise.resolve(undefined);
    const entry = await statOn(connection, path, { features, followLinks: false }, byListing).catch(
      (error: unknown) => {
        // S8: what may not be looked at is there, or may be.
        if (isRefusal(error)) return UNREADABLE;
        throw error;
      },
    );
    if (entry !== undefined) found.push({ name, entry });
  }
  return found;
}

/**
 * S8: the names on record that a list of lines for people does not show, although the server has something under them: a line may have been
 * read wrongly. Whatever it is, it counts as not listed. (`hiddenThough` asks for what begins with a dot.)
 */
export async function misreadThough(
  connection: FtpConnection,
  folder: string,
  listed: readonly Listed[],
  namesOnRecord: NamesOnRecord,
  { size }: FtpFeatures,
): Promise<readonly Listed[]> {
  // A server that ignores case would find a renamed item under its old name as well.
  const shown = new Set(listed.map(({ name }) => folded(name)));
  const missing = (await namesOnRecord()).filter((name) => !name.startsWith('.') && !shown.has(folded(name)));
  const verbs = size ? ['SIZE', 'CWD'] : ['CWD'];
  const there: Listed[] = [];
  for (let start = 0; start < missing.length; start += BATCH) {
    const batch = missing.slice(start, start + BATCH);
    const commands = batch.flatMap((name) => verbs.map((verb) => `${verb} ${below(folder, name)}`));
    const replies = await connection.inTurn(() => connection.requestAll(commands));
    for (const [index, name] of batch.entries()) {
      const answers = replies.slice(index * verbs.length, (index + 1) * verbs.length);
      if (answers.some(({ good }) => good)) there.push({ name, entry: UNREADABLE });
    }
  }
  return there;
}

function folded(name: string): string {
  return Buffer.from(name, 'latin1').toString('utf8').normalize('NFC').toLowerCase();
}

/** What a reply of words, or an error in the place of a list, is taken for: not a list. */
export function namesIn(lines: readonly string[]): readonly string[] {
  const names = lines.filter((line) => !/^(?:.*\/)?\.\.?\/?$/.test(line.trim()));
  if (names.length === 1 && /^\s*no files found\W*$/i.test(names[0] ?? '')) return [];
  return names;
}

export function below(folder: string, name: string): string {
  return `${folder === '/' ? '' : folder}/${name}`;
}

/** A message that confirms a list, and says all the same that it is not whole. */
export function saysIncomplete(message: string): boolean {
  // pure-ftpd: “Output truncated to 10000 matches”; vsftpd: “Transfer done (but failed to open directory).”
  return /truncated|\bfailed\b|\bincomplete\b/i.test(message);
}
