import type { SFTPWrapper } from 'ssh2';
import type { Entry } from '../../../../shared/entry/entry.js';
import type { Listed } from '../../target.js';
import { entryOf, fileOf, UNREADABLE, type Attributes } from '../data/entry.js';
import type { SftpSession } from '../session/session.js';
import { statOn } from './stat.js';
import {
  EndlessListing,
  isStatus,
  SftpStatus,
  STATUS,
  TricklingListing,
  UnreadableListing,
} from '../session/errors.js';
import { LISTING_AT_MOST, LISTING_LEAST } from '../config/settings.js';

/** Requests for more names that may be under way; a long listing then does not wait for round trips. */
const MOST_AHEAD = 8;

/** Bytes of an answer for one name, besides its name twice. */
const BYTES_EACH = 40;

/** Answers without a single name that are taken for a listing that never ends. */
const MOST_EMPTY = 100;

type Names = Parameters<Parameters<SFTPWrapper['readdir']>[1]>[1];

/** What a listing shows beyond names, sizes and times. */
export interface ListingOptions {
  readonly tellPermissions: boolean;
  /** What becomes of a symbolic link, given its absolute path. */
  readonly readLink: (link: string) => Promise<Entry>;
}

const PLAIN: ListingOptions = {
  tellPermissions: false,
  readLink: () => Promise.resolve({ kind: 'other', what: 'symbolic-link' }),
};

/**
 * All that the folder at the absolute path `folder` holds, in chunks as they come. Ends only when the server has said that there is
 * no more, and rejects where any request failed (S8).
 */
export async function* listFolder(
  session: SftpSession,
  folder: string,
  itemOptions: ListingOptions = PLAIN,
): AsyncGenerator<readonly Listed[]> {
  const handle = await session.request<Buffer>((sftp, done) => sftp.opendir(folder, done));
  // Each answer takes the next names off the server's list, so all of them are wanted, in whatever order they come.
  const asked: Promise<Names | undefined>[] = [];
  let ahead = 2;
  let ended = false;
  let empty = 0;
  const bounds = new ListingBounds();
  try {
    for (;;) {
      while (!ended && asked.length < ahead) asked.push(askNames(session, handle));
      const names = await asked.shift();
      if (names === undefined) {
        ended = true;
        if (asked.length === 0) return;
        continue;
      }
      ahead = Math.min(ahead * 2, MOST_AHEAD);
      empty = names.length === 0 ? empty + 1 : 0;
      if (empty > MOST_EMPTY) throw new EndlessListing('Nothing but answers without names comes.');
      bounds.take(names);
      // All at once: what has to be asked about goes out together.
      const listed = await Promise.all(
        names
          .filter(({ filename }) => filename !== '.' && filename !== '..')
          .map(async ({ filename: name, longname, attrs }): Promise<Listed> => {
            const entry = await entryIn(session, folder, name, longname, attrs, itemOptions);
            const isLink = entry.kind === 'other' && entry.what === 'symbolic-link';
            return { name, entry: isLink ? await itemOptions.readLink(`${folder}/${name}`) : entry };
          }),
      );
      if (listed.length > 0) yield listed;
      else if (ended && asked.length === 0) return;
    }
  } finally {
    for (const names of asked) names.catch(() => undefined);
    void session.release(handle);
  }
}

/** Counts the entries of one listing, and gives it up where there is no end to it. */
class ListingBounds {
  #names = 0;
  #bytes = 0;
  /** Since when it is counted whether enough comes, and what has come since. */
  #sinceMs = performance.now();
  #since = 0;

  take(names: Names): void {
    const bytes = names.reduce(
      (sum, { filename, longname }) => sum + BYTES_EACH + filename.length + longname.length,
      0,
    );
    this.#names += names.length;
    this.#bytes += bytes;
    this.#since += bytes;
    if (this.#names > LISTING_AT_MOST.entries || this.#bytes > LISTING_AT_MOST.bytes) {
      throw new EndlessListing('It has too many entries.');
    }
    const nowMs = performance.now();
    if (nowMs - this.#sinceMs < LISTING_LEAST.withinMs) return;
    if (this.#since < LISTING_LEAST.bytes) throw new TricklingListing('It comes too slowly.');
    this.#sinceMs = nowMs;
    this.#since = 0;
  }
}

/** The next names; `undefined` where there are no more. */
async function askNames(session: SftpSession, handle: Buffer): Promise<Names | undefined> {
  try {
    // With `full`, ssh2 leaves “.” and “..” in, so that an answer of nothing else does not look empty.
    return await session.request<Names>((sftp, done) => sftp.readdir(handle, done));
  } catch (error) {
    if (isStatus(error, STATUS.eof)) return undefined;
    throw error;
  }
}

async function entryIn(
  session: SftpSession,
  folder: string,
  name: string,
  longname: string,
  attributes: Attributes,
  { tellPermissions }: ListingOptions,
): Promise<Entry> {
  const entry = entryOf(attributes, tellPermissions);
  if (entry !== undefined) return entry;
  // Some servers leave the mode out, but show it in the line that is meant for people.
  if (longname.startsWith('d')) return { kind: 'folder' };
  if (longname.startsWith('l')) return { kind: 'other', what: 'symbolic-link' };
  const file = longname.startsWith('-') ? fileOf(attributes) : undefined;
  return file ?? (await askedOne(session, `${folder}/${name}`)) ?? UNREADABLE;
}

/** What the server says of one entry; `undefined` where that is nothing that can be understood. */
async function askedOne(session: SftpSession, path: string): Promise<Entry | undefined> {
  try {
    return await statOn(session, path);
  } catch (error) {
    if (error instanceof SftpStatus || error instanceof UnreadableListing) return undefined;
    throw error;
  }
}
