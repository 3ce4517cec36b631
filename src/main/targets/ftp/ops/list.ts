import { FTPError } from 'basic-ftp';
import { crc32 } from 'node:zlib';
import type { FileEntry } from '../../../../shared/entry/entry.js';
import type { Listed } from '../../target.js';
import type { FtpConnection } from '../session/connection.js';
import type { FtpFeatures } from '../protocol/features.js';
import { followLinks, isLink, LINK } from './links.js';
import { LISTING_AT_MOST, type FtpSettings } from '../protocol/settings.js';
import { LinkSight } from './hidden-links.js';
import { ListingReader } from '../protocol/listing-reader.js';
import { parseListLine } from '../protocol/parse-list.js';
import {
  parseMlsdLine,
  RepeatingListing,
  UnreadableListing,
  withoutPermissions,
} from '../protocol/parse-mlsd.js';
import { SeenFolders } from './seen-folders.js';
import type { ServerFacts } from '../server/discover.js';
import { parseTimeVal } from '../protocol/times.js';
import { downloadListing } from '../data/transfer.js';

/** Times that can differ by less than this and still be of one clock: time zones are quarters of an hour apart. */
const ZONE_STEP_MS = 15 * 60_000;

/** How far a server's zone can be from UTC. */
const ZONE_AT_MOST_MS = 14 * 60 * 60_000;

/** Commands that are sent in one go. */
const BATCH = 32;

/** What one command has listed. */
interface Told {
  readonly listed: readonly Listed[];
  /** Alike for listings that are the very same; of no use for servers that tell which folder is which. */
  readonly likeness: number;
  /** Whether no line but empty ones has come. */
  readonly blank: boolean;
}

/** Lists folders in the best way that one server knows, and learns on the way what that is. */
export class FtpLister {
  readonly #features: FtpFeatures;
  readonly #followsLinks: boolean;
  readonly #tellsPermissions: boolean;
  /** Whether `LIST -a` shows the hidden files, or names a file “-a”. */
  #dashA = true;
  /** Whether LIST shows times in UTC. Elsewhere the time of each file is asked for: daylight saving cannot be calculated. */
  #zone: 'unknown' | 'utc' | 'elsewhere' = 'unknown';
  readonly #links = new LinkSight();
  readonly #seen = new SeenFolders();

  constructor(
    { features, root, rootUnique }: ServerFacts,
    { followLinks = false, keepPermissions = false }: FtpSettings,
  ) {
    this.#features = features;
    if (rootUnique !== undefined) this.#seen.know(root || '/', rootUnique);
    this.#followsLinks = followLinks;
    this.#tellsPermissions = keepPermissions;
  }

  /**
   * All that the folder at the absolute path `folder` holds. Rejects unless the server confirmed that the listing is complete, and with
   * `UnreadableListing` where a line cannot be understood (S8).
   */
  async list(connection: FtpConnection, folder: string): Promise<readonly Listed[]> {
    const told = await this.#list(connection, folder);
    const listed = this.#tellsPermissions
      ? told
      : told.map(({ name, entry }) => ({ name, entry: withoutPermissions(entry) }));
    return this.#followsLinks ? followed(connection, folder, listed) : listed;
  }

  async #list(connection: FtpConnection, folder: string): Promise<readonly Listed[]> {
    if (this.#features.mlst) return this.#factList(connection, folder);
    const listed = this.#unlessRepeating(folder, await this.#rawList(connection, folder));
    return this.#features.mdtm ? this.#withZone(connection, folder, listed) : listed;
  }

  async #factList(connection: FtpConnection, folder: string): Promise<readonly Listed[]> {
    const uniques = new Map<string, string>();
    const told = await this.#read(connection, folder, 'MLSD', (line) => {
      const one = parseMlsdLine(line);
      if (one?.unique !== undefined) uniques.set(one.name, one.unique);
      return one && { name: one.name, entry: one.entry };
    });
    const byList = async (): Promise<readonly Listed[]> => (await this.#rawList(connection, folder)).listed;
    const listed = this.#followsLinks
      ? this.#unlessRepeating(folder, told)
      : await this.#links.withLinks(this.#unlessRepeating(folder, told), uniques, byList);
    return this.#features.uniques ? listed.map((item) => this.#unlessBack(folder, item, uniques)) : listed;
  }

  #unlessBack(folder: string, item: Listed, uniques: ReadonlyMap<string, string>): Listed {
    const unique = uniques.get(item.name);
    if (item.entry.kind !== 'folder' || unique === undefined) return item;
    const path = `${folder === '/' ? '' : folder}/${item.name}`;
    if (this.#seen.leadsBack(path, unique)) return { name: item.name, entry: { ...LINK, leads: 'back' } };
    this.#seen.know(path, unique);
    return item;
  }

  #unlessRepeating(folder: string, { listed, likeness }: Told): readonly Listed[] {
    // Only folders lead further down.
    const leadsOn = listed.some(({ entry }) => entry.kind === 'folder') && !this.#features.uniques;
    if (leadsOn && this.#seen.repeats(folder, likeness)) {
      throw new RepeatingListing(`The same as in folders above ${folder}.`);
    }
    return listed;
  }

  async #rawList(connection: FtpConnection, folder: string): Promise<Told> {
    const nowMs = Date.now();
    const parseLine = (line: string): Listed | undefined => parseListLine(line, nowMs);
    if (this.#dashA) {
      const all = await this.#read(connection, folder, 'LIST -a', parseLine).catch((error: unknown) => {
        // S8: only a server that does not know the flag may be asked without it, which hides files elsewhere.
        if (connection.alive && error instanceof FTPError && error.code >= 500) return undefined;
        throw error;
      });
      if (all?.blank === false) return all;
    }
    // Nothing, not even “.”: either the folder is empty and the server leaves “.” out, or it looked for a file “-a”.
    const plain = await this.#read(connection, folder, 'LIST', parseLine);
    if (!plain.blank) this.#dashA = false;
    return plain;
  }

  async #read(
    connection: FtpConnection,
    folder: string,
    command: string,
    parseLine: (line: string) => Listed | undefined,
  ): Promise<Told> {
    let likeness = 0;
    const parse = (line: string): Listed | undefined => {
      const one = parseLine(line);
      if (one !== undefined) likeness = crc32(line, likeness);
      return one;
    };
    const reader = new ListingReader(this.#features.uniques ? parseLine : parse, LISTING_AT_MOST);
    const { message } = await downloadListing(connection, folder, command, (piece) => reader.take(piece));
    // pure-ftpd cuts long listings off and confirms them all the same, with “Output truncated to 10000 matches”.
    if (/truncated/i.test(message)) throw new UnreadableListing(message);
    const listed = reader.end();
    return { listed, likeness, blank: reader.blank };
  }

  async #withZone(
    connection: FtpConnection,
    folder: string,
    listed: readonly Listed[],
  ): Promise<readonly Listed[]> {
    if (this.#zone === 'unknown') this.#zone = await this.#learnZone(connection, folder, listed);
    if (this.#zone === 'unknown') return listed.map(vaguer);
    if (this.#zone === 'utc') return listed;
    const exact: Listed[] = [];
    for (let start = 0; start < listed.length; start += BATCH) {
      const batch = listed.slice(start, start + BATCH);
      const files = batch.filter(({ entry }) => entry.kind === 'file');
      const replies = await connection.requestAll(files.map(({ name }) => `MDTM ${folder}/${name}`));
      const times = new Map(files.map(({ name }, index) => [name, replies[index]]));
      for (const item of batch) {
        const reply = times.get(item.name);
        const modified = reply?.good === true ? parseTimeVal(reply.message.slice(4)) : undefined;
        exact.push(item.entry.kind === 'file' ? { ...item, entry: { ...item.entry, modified } } : item);
      }
    }
    return exact;
  }

  /** Compares one file's time in the listing with what MDTM says of it, which is UTC (RFC 3659, 3). */
  async #learnZone(
    connection: FtpConnection,
    folder: string,
    listed: readonly Listed[],
  ): Promise<'unknown' | 'utc' | 'elsewhere'> {
    const recent = (entry: FileEntry): boolean => (entry.modified?.precisionMs ?? Infinity) <= 60_000;
    const sample = listed.find(({ entry }) => entry.kind === 'file' && recent(entry));
    if (sample?.entry.kind !== 'file' || sample.entry.modified === undefined) return 'unknown';
    const [reply] = await connection.requestAll([`MDTM ${folder}/${sample.name}`]);
    const exact = reply?.good === true ? parseTimeVal(reply.message.slice(4)) : undefined;
    if (exact === undefined) return 'unknown';
    return Math.abs(exact.ms - sample.entry.modified.ms) < ZONE_STEP_MS ? 'utc' : 'elsewhere';
  }
}

/** Puts in the place of links what they lead to. */
async function followed(
  connection: FtpConnection,
  folder: string,
  listed: readonly Listed[],
): Promise<readonly Listed[]> {
  const links = listed.filter(({ entry }) => isLink(entry) && entry.leads === undefined);
  if (links.length === 0) return listed;
  const above = folder === '/' ? '' : folder;
  const paths = links.map(({ name }) => `${above}/${name}`);
  const entries = await followLinks(connection, folder, paths);
  const behind = new Map(links.map(({ name }, index) => [name, entries[index]]));
  return listed.map((item) => ({ name: item.name, entry: behind.get(item.name) ?? item.entry }));
}

/** S10: the day of a zone that is not known can begin that much earlier or later than that of UTC, in which MDTM speaks of the same file. */
function vaguer(item: Listed): Listed {
  const { entry } = item;
  if (entry.kind !== 'file' || entry.modified === undefined) return item;
  const precisionMs = entry.modified.precisionMs + ZONE_AT_MOST_MS;
  return { ...item, entry: { ...entry, modified: { ...entry.modified, precisionMs } } };
}
