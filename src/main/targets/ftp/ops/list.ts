import { FTPError } from 'basic-ftp';
import { crc32 } from 'node:zlib';
import type { FileEntry } from '../../../../shared/entry/entry.js';
import type { Listed } from '../../target.js';
import type { FtpConnection } from '../session/connection.js';
import type { FtpFeatures } from '../protocol/features.js';
import { followLinks, isLink, LINK } from './links.js';
import {
  proveEmpty,
  below,
  hiddenThough,
  isRefusal,
  misreadThough,
  nameProven,
  namesIn,
  NOTHING_ON_RECORD,
  saysIncomplete,
  saysNoFiles,
  withSizes,
  type NamesOnRecord,
} from './list-proofs.js';
import { LISTING_AT_MOST, type FtpSettings } from '../protocol/settings.js';
import { HiddenLinks } from './hidden-links.js';
import { UNKNOWN_FORM, settle, type ListForm } from '../listing/list-form.js';
import type { ListLine } from '../listing/list-line.js';
import { ListingReader } from '../listing/listing-reader.js';
import { parseListLine } from '../listing/parse-list.js';
import {
  EndlessListing,
  FOLDER_ITSELF,
  IncompleteListing,
  parseMlsdLine,
  RepeatingListing,
  TricklingListing,
  UnreadableListing,
  withoutPermissions,
} from '../listing/parse-mlsd.js';
import { SeenFolders } from './seen-folders.js';
import type { ServerCapabilities } from '../server/discover.js';
import { parseTimeVal } from '../protocol/times.js';
import { downloadListing } from '../data/transfer.js';

/** Times that can differ by less than this and still be of one clock: time zones are quarters of an hour apart. */
const ZONE_STEP_MS = 15 * 60_000;

/** How far a server's zone can be from UTC. */
const ZONE_AT_MOST_MS = 14 * 60 * 60_000;

/** Commands that are sent in one go. */
const BATCH = 32;

/** What the caller knows of a folder that is listed, and wants to know meanwhile. */
export interface FtpListOptions {
  readonly namesOnRecord?: NamesOnRecord | undefined;
  /** Told how many lines have come so far. */
  readonly onSeen?: ((entries: number) => void) | undefined;
}

type Request = Required<{ readonly [Key in keyof FtpListOptions]: NonNullable<FtpListOptions[Key]> }>;

/** What one command has listed. */
interface Told {
  readonly listed: readonly Listed[];
  /** Alike for listings that are the very same; of no use for servers that tell which folder is which. */
  readonly likeness: number;
  /** Whether it has shown the folder to be listed: something that it holds, or the folder itself. */
  readonly proven: boolean;
}

/** The lines that one command has listed. */
interface Read<Line> {
  readonly lines: readonly Line[];
  readonly likeness: number;
}

/** Lists folders in the best way that one server knows, and learns on the way what that is. */
export class FtpLister {
  readonly #features: FtpFeatures;
  readonly #followsLinks: boolean;
  readonly #tellsPermissions: boolean;
  /** Told of each listing with the permissions that it shows. */
  readonly #record: (folder: string, listed: readonly Listed[]) => void;
  /** Whether `LIST -a` shows the hidden files, or names a file “-a”. */
  #dashA: 'unknown' | 'yes' | 'no' = 'unknown';
  /** Whether LIST shows times in UTC. Elsewhere the time of each file is asked for: daylight saving cannot be calculated. */
  #zone: 'unknown' | 'utc' | 'elsewhere' = 'unknown';
  #form: ListForm = UNKNOWN_FORM;
  readonly #links = new HiddenLinks();
  readonly #seen = new SeenFolders();

  constructor(
    { features, root, rootUnique }: ServerCapabilities,
    { followLinks = false, keepPermissions = false }: FtpSettings,
    record: (folder: string, listed: readonly Listed[]) => void = () => undefined,
  ) {
    this.#record = record;
    this.#features = features;
    if (rootUnique !== undefined) this.#seen.know(root || '/', rootUnique);
    this.#followsLinks = followLinks;
    this.#tellsPermissions = keepPermissions;
  }

  /**
   * All that the folder at the absolute path `folder` holds. Rejects unless the server confirmed that the listing is complete, and with
   * `UnreadableListing` where that is in doubt (S8).
   */
  async list(
    connection: FtpConnection,
    folder: string,
    { namesOnRecord = NOTHING_ON_RECORD, onSeen = () => undefined }: FtpListOptions = {},
  ): Promise<readonly Listed[]> {
    const request: Request = { namesOnRecord, onSeen };
    const shown = await this.#list(connection, folder, request);
    const hidden = await hiddenThough(connection, folder, shown, namesOnRecord, this.#features);
    const told = hidden.length === 0 ? shown : [...shown, ...hidden];
    this.#record(folder, told);
    const listed = this.#tellsPermissions
      ? told
      : told.map(({ name, entry }) => ({ name, entry: withoutPermissions(entry) }));
    return this.#followsLinks ? followed(connection, folder, listed) : listed;
  }

  async #list(connection: FtpConnection, folder: string, request: Request): Promise<readonly Listed[]> {
    if (this.#features.mlst) return this.#factList(connection, folder, request);
    const told = await this.#rawList(connection, folder, request);
    return this.#proven(connection, folder, this.#unlessRepeating(folder, told), request);
  }

  /** What LIST told, with the times that MDTM tells, and with what it may have told otherwise than it was read. */
  async #proven(
    connection: FtpConnection,
    folder: string,
    listed: readonly Listed[],
    { namesOnRecord }: Request,
  ): Promise<readonly Listed[]> {
    const timed = this.#features.mdtm ? await this.#withTimes(connection, folder, listed) : listed;
    const misread = await misreadThough(connection, folder, listed, namesOnRecord, this.#features);
    return misread.length === 0 ? timed : [...timed, ...misread];
  }

  /** By MLSD; by LIST where the server refuses that. */
  async #factList(connection: FtpConnection, folder: string, request: Request): Promise<readonly Listed[]> {
    const uniques = new Map<string, string>();
    const parse = (line: string): ReturnType<typeof parseMlsdLine> => {
      const one = parseMlsdLine(line);
      if (one !== FOLDER_ITSELF && one.unique !== undefined) uniques.set(one.name, one.unique);
      return one;
    };
    let read: Read<ReturnType<typeof parseMlsdLine>>;
    try {
      read = await this.#read(connection, folder, 'MLSD', parse, (line) => line !== FOLDER_ITSELF, request);
    } catch (error) {
      if (!connection.alive || !(isRefusal(error) || isNoList(error))) throw error;
      if (saysNoFiles(error)) {
        await proveEmpty(connection, folder, request.namesOnRecord, {
          refused: true,
          nameList: this.#nameList,
        });
        return [];
      }
      // Announced, and refused or answered with something else all the same. A list without an entry says nothing where there may be no
      // right to see any (S8).
      const { listed } = await this.#rawList(connection, folder, request);
      if (listed.length === 0) throw error;
      if (error instanceof FTPError && error.code >= 500) connection.learned.unknown.add('MLSD');
      return this.#proven(connection, folder, listed, request);
    }
    const entries = read.lines.filter((line) => line !== FOLDER_ITSELF);
    if (read.lines.length === 0) {
      await proveEmpty(connection, folder, request.namesOnRecord, {
        refused: false,
        nameList: this.#nameList,
      });
    }
    const told = {
      listed: await withSizes(connection, folder, entries),
      likeness: read.likeness,
      proven: true,
    };
    const byList = async (): Promise<readonly Listed[]> =>
      (await this.#rawList(connection, folder, request)).listed;
    const listed = this.#followsLinks
      ? this.#unlessRepeating(folder, told)
      : await this.#links.withLinks(this.#unlessRepeating(folder, told), uniques, byList);
    return this.#features.uniques ? listed.map((item) => this.#unlessBack(folder, item, uniques)) : listed;
  }

  #unlessBack(folder: string, item: Listed, uniques: ReadonlyMap<string, string>): Listed {
    const unique = uniques.get(item.name);
    if (item.entry.kind !== 'folder' || unique === undefined) return item;
    const path = below(folder, item.name);
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

  async #rawList(connection: FtpConnection, folder: string, request: Request): Promise<Told> {
    if (this.#dashA !== 'no') {
      const all = await this.#listBy(connection, folder, 'LIST -a', request).catch((error: unknown) => {
        if (connection.alive && this.#mayAskPlainly(error)) return undefined;
        throw error;
      });
      const isFileOfThatName = all?.listed.length === 1 && all.listed[0]?.name === '-a';
      if (all?.proven === true && !isFileOfThatName) {
        this.#dashA = 'yes';
        return all;
      }
    }
    // Nothing, not even “.”: either the folder is empty and the server leaves “.” out, or it looked for a file “-a”.
    const plain = await this.#listBy(connection, folder, 'LIST', request).catch((error: unknown) => {
      if (connection.alive && saysNoFiles(error)) return undefined;
      throw error;
    });
    if (plain?.proven === true) {
      if (this.#dashA === 'unknown') this.#dashA = 'no';
      return plain;
    }
    const refused = plain === undefined;
    await proveEmpty(connection, folder, request.namesOnRecord, { refused, nameList: this.#nameList });
    return { listed: [], likeness: 0, proven: false };
  }

  /**
   * S8: only a server that does not know the flag may be asked without it, which hides files elsewhere. One that cannot say why it refused is
   * taken for such unless it has known it before.
   */
  #mayAskPlainly(error: unknown): boolean {
    return this.#dashA !== 'yes' && (isNoList(error) || isRefusal(error));
  }

  async #listBy(connection: FtpConnection, folder: string, command: string, request: Request): Promise<Told> {
    const nowMs = Date.now();
    const parse = (line: string, isFirst: boolean): ListLine => parseListLine(line, nowMs, isFirst);
    const { lines, likeness } = await this.#read(
      connection,
      folder,
      command,
      parse,
      ({ kind }) => kind === 'entry',
      request,
    );
    const { listed, open, form } = settle(lines, this.#form);
    this.#form = form;
    const proven = lines.some(({ kind }) => kind !== 'nothing');
    if (open.length === 0) return { listed, likeness, proven };
    const all = [...listed];
    for (const line of open) all.push(...(await nameProven(connection, folder, line, this.#features)));
    return { listed: all, likeness, proven };
  }

  readonly #nameList = async (connection: FtpConnection, folder: string): Promise<readonly string[]> => {
    const request = { namesOnRecord: NOTHING_ON_RECORD, onSeen: () => undefined };
    const { lines } = await this.#read(
      connection,
      folder,
      'NLST',
      (line) => line,
      () => false,
      request,
    );
    return namesIn(lines);
  };

  async #read<Line>(
    connection: FtpConnection,
    folder: string,
    command: string,
    parseLine: (line: string, isFirst: boolean) => Line,
    isOfContent: (line: Line) => boolean,
    { onSeen }: Request,
  ): Promise<Read<Line>> {
    let likeness = 0;
    const parse = (line: string, isFirst: boolean): Line => {
      const parsed = parseLine(line, isFirst);
      if (!this.#features.uniques && isOfContent(parsed)) likeness = crc32(line, likeness);
      return parsed;
    };
    const reader = new ListingReader(parse, LISTING_AT_MOST);
    const { message } = await downloadListing(connection, folder, command, (chunk) => {
      reader.take(chunk);
      onSeen(reader.count);
    });
    if (saysIncomplete(message)) throw new IncompleteListing(message);
    return { lines: reader.end(), likeness };
  }

  /** Replaces the times that LIST shows by what MDTM says, where they are of another zone than UTC, or it shows none. */
  async #withTimes(
    connection: FtpConnection,
    folder: string,
    listed: readonly Listed[],
  ): Promise<readonly Listed[]> {
    if (this.#zone === 'unknown') this.#zone = await this.#learnZone(connection, folder, listed);
    const exact: Listed[] = [];
    for (let start = 0; start < listed.length; start += BATCH) {
      const batch = listed.slice(start, start + BATCH);
      const files = batch.filter(
        ({ entry }) => entry.kind === 'file' && (this.#zone === 'elsewhere' || entry.modified === undefined),
      );
      const replies = await connection.requestAll(files.map(({ name }) => `MDTM ${below(folder, name)}`));
      const times = new Map(files.map(({ name }, index) => [name, replies[index]]));
      for (const item of batch) {
        if (!times.has(item.name) || item.entry.kind !== 'file') {
          exact.push(this.#zone === 'unknown' ? vaguer(item) : item);
          continue;
        }
        const reply = times.get(item.name);
        const modified = reply?.good === true ? parseTimeVal(reply.message.slice(4)) : undefined;
        exact.push({ ...item, entry: { ...item.entry, modified } });
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
    const [reply] = await connection.requestAll([`MDTM ${below(folder, sample.name)}`]);
    const exact = reply?.good === true ? parseTimeVal(reply.message.slice(4)) : undefined;
    if (exact === undefined) return 'unknown';
    return Math.abs(exact.ms - sample.entry.modified.ms) < ZONE_STEP_MS ? 'utc' : 'elsewhere';
  }
}

/** Whether what came was something else than a list, such as the words of an error. */
function isNoList(error: unknown): boolean {
  return (
    error instanceof UnreadableListing &&
    !(
      error instanceof EndlessListing ||
      error instanceof TricklingListing ||
      error instanceof IncompleteListing
    )
  );
}

/** Puts in the place of links what they lead to. */
async function followed(
  connection: FtpConnection,
  folder: string,
  listed: readonly Listed[],
): Promise<readonly Listed[]> {
  const links = listed.filter(({ entry }) => isLink(entry) && entry.leads === undefined);
  if (links.length === 0) return listed;
  const paths = links.map(({ name }) => below(folder, name));
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
