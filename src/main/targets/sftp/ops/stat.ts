import type { Entry, ItemPath } from '../../../../shared/entry/entry.js';
import { parentOf } from '../../../../shared/entry/path.js';
import { foldersAbove, leadsBack } from '../../link-loops.js';
import { entryOf, isLink, type Attributes } from '../data/entry.js';
import type { SftpChannel } from '../session/channel.js';
import type { SftpSession } from '../session/session.js';
import { SftpStatus, STATUS, UnreadableListing, isStatus } from '../session/errors.js';

/** How items are looked at. */
export interface ItemOptions {
  readonly followLinks: boolean;
  readonly tellPermissions: boolean;
  /** The path of an item on the server. */
  readonly absolute: (path: ItemPath) => string;
}

/** The real paths of the folders through which one comes to an item, root first. */
type Above = () => Promise<readonly string[]>;

/** What lies under a path; `undefined` for nothing. */
export async function entryAt(
  session: SftpSession,
  path: ItemPath,
  itemOptions: ItemOptions,
): Promise<Entry | undefined> {
  const absolute = itemOptions.absolute(path);
  const attributes = await attributesOf(session, absolute);
  if (attributes !== undefined && itemOptions.followLinks && isLink(attributes)) {
    return followed(session, absolute, aboveOf(session, parentOf(path), itemOptions), itemOptions);
  }
  return attributes && entryFrom(attributes, itemOptions.tellPermissions);
}

/** The real paths of `folder` and of all above it, asked for once, when they are wanted. */
export function aboveOf(session: SftpSession, folder: ItemPath, itemOptions: ItemOptions): Above {
  let found: Promise<readonly string[]> | undefined;
  return () =>
    (found ??= Promise.all(
      foldersAbove(folder).map((path) => realPath(session, itemOptions.absolute(path) || '/')),
    ));
}

/** What the link at the absolute path `link` leads to, or that it leads nowhere or back. */
export async function followed(
  session: SftpSession,
  link: string,
  above: Above,
  { tellPermissions }: Pick<ItemOptions, 'tellPermissions'>,
): Promise<Entry> {
  try {
    const found = await session.request<Attributes>((sftp, done) => sftp.stat(link, done));
    const entry = entryFrom(found, tellPermissions);
    if (entry.kind === 'file') return { ...entry, followed: true };
    if (entry.kind !== 'folder' || !leadsBack(await realPath(session, link), await above(), '/'))
      return entry;
    return { kind: 'other', what: 'symbolic-link', leads: 'back' };
  } catch (error) {
    // The protocol has no number of its own for a link that goes round in circles.
    if (!(error instanceof SftpStatus)) throw error;
    return { kind: 'other', what: 'symbolic-link', leads: 'nowhere' };
  }
}

/** What lies under an absolute path, a symbolic link not followed; `undefined` for nothing. */
export async function statOn(session: SftpSession, path: string): Promise<Entry | undefined> {
  const attributes = await attributesOf(session, path);
  return attributes && entryFrom(attributes);
}

/** The attributes of what lies under an absolute path, a symbolic link not followed; `undefined` for nothing. */
export async function attributesOf(session: SftpSession, path: string): Promise<Attributes | undefined> {
  try {
    return await session.request<Attributes>((sftp, done) => sftp.lstat(path, done));
  } catch (error) {
    if (isStatus(error, STATUS.noSuchFile)) return undefined;
    throw error;
  }
}

/**
 * The attributes of an open file, asked for by its path where the server does not tell them of its handle: some refuse FSTAT,
 * some do not know it, and some answer it with zeros until the file is closed. `undefined` where there is no such file.
 */
export async function attributesOfOpen(
  channel: Pick<SftpChannel, 'request'>,
  handle: Buffer,
  path: string,
): Promise<Attributes | undefined> {
  try {
    const attributes = await channel.request<Attributes>((sftp, done) => sftp.fstat(handle, done));
    if ((attributes.size ?? 0) > 0) return attributes;
  } catch (error) {
    if (!(error instanceof SftpStatus)) throw error;
  }
  try {
    return await channel.request<Attributes>((sftp, done) => sftp.stat(path, done));
  } catch (error) {
    if (isStatus(error, STATUS.noSuchFile)) return undefined;
    throw error;
  }
}

/** The attributes of what lies under a path, or of what a link there leads to where links are followed. */
export async function attributesThere(
  session: SftpSession,
  path: ItemPath,
  { followLinks, absolute }: ItemOptions,
): Promise<Attributes | undefined> {
  const attributes = await attributesOf(session, absolute(path));
  if (attributes === undefined || !followLinks || !isLink(attributes)) return attributes;
  try {
    return await session.request<Attributes>((sftp, done) => sftp.stat(absolute(path), done));
  } catch (error) {
    if (error instanceof SftpStatus) return attributes;
    throw error;
  }
}

function entryFrom(attributes: Attributes, tellPermissions = false): Entry {
  const entry = entryOf(attributes, tellPermissions);
  if (entry === undefined) throw new UnreadableListing('The server does not say what it is.');
  return entry;
}

function realPath(session: SftpSession, path: string): Promise<string> {
  return session.request<string>((sftp, done) => sftp.realpath(path, done));
}
