import { isIPv6 } from 'node:net';
import * as v from 'valibot';
import { ProfileDraftSchema, type Mode } from '../../../shared/profile/profile.js';
import {
  DEFAULT_OPTIONS,
  type LineOptions,
  type ProfileOptions,
} from '../../../shared/profile/profile-options.js';
import type { OwnFilters } from '../../../shared/profile/own-filters.js';
import { parseRemote } from '../../../shared/profile/remote.js';
import { cleanRemote } from '../clean-remote.js';
import type { SecretsByKind } from '../found-secrets.js';
import type { Found, ImportNote, SkipReason } from './found.js';

/** Where the remote side of a profile is, in the words of any program. */
export type DescribedRemote =
  | {
      readonly kind: 'server';
      readonly protocol: 'ftp' | 'ftps' | 'sftp';
      readonly host: string;
      /** The usual one where absent. */
      readonly port?: number | undefined;
      /** Absolute; `''` for the folder in which one is signed in. */
      readonly path: string;
    }
  | { readonly kind: 'folder'; readonly path: string };

/** A profile as a program's file describes it, nothing of it checked yet. */
export interface Described {
  readonly name: string;
  /** The folders of the program's own list that it lies in, from the outermost. */
  readonly groups?: readonly string[];
  readonly localFolder?: string;
  readonly remote: DescribedRemote;
  readonly userName?: string;
  readonly mode?: Mode;
  readonly deleteExtra?: boolean;
  readonly options?: Partial<ProfileOptions>;
  /** What its pair of folders leaves out besides what the options do. */
  readonly ownFilters?: OwnFilters | undefined;
  readonly line?: Partial<LineOptions>;
  readonly secrets?: SecretsByKind;
  readonly notes?: readonly ImportNote[];
}

const LONGEST_NAME = 120;
const LONGEST_GROUP = 60;
const LONGEST_SECRET = 4096;
const LONGEST_PATH = 4096;
const LONGEST_USER_NAME = 256;

/** A host name, an address, or a `Host` of `~/.ssh/config`: nothing that has a meaning in a URL. */
const HOST = /^[^\s/\\?#@:[\]%<>"'`|^{}\p{Cc}]{1,255}$/u;

/** Makes a profile of what a file says, or says why that is none: anybody may have written the file. */
export function makeFound(described: Described): Found {
  const { notes = [] } = described;
  const name = nameOf(described);
  const skipped = (kind: 'address' | 'unfit'): Found => ({ kind: 'skipped', name, why: { kind } });
  const remoteFolder = addressOf(described.remote);
  if (remoteFolder === undefined) return skipped('address');
  const localFolder = described.localFolder ?? '';
  const group = groupOf(described);
  const draft = v.safeParse(ProfileDraftSchema, {
    name,
    // It may still have to be chosen.
    localFolder: localFolder === '' ? '/' : localFolder,
    remoteFolder,
    userName: described.userName ?? '',
    mode: described.mode ?? 'two-way',
    deleteExtra: described.deleteExtra ?? false,
    options: optionsOf(described),
    ...(described.ownFilters === undefined ? {} : { ownFilters: described.ownFilters }),
    ...(group === '' ? {} : { group }),
  });
  if (!draft.success || /\p{Cc}/u.test(draft.output.userName + localFolder)) return skipped('unfit');
  const { secrets, lost } = fitSecrets(described.secrets ?? {});
  const all: readonly ImportNote[] = lost ? [...notes, { kind: 'secret-unreadable' }] : notes;
  return { kind: 'profile', profile: { ...draft.output, localFolder, secrets, notes: all } };
}

/** Says that something in a file became no profile. */
export function skip(name: string, why: SkipReason): Found {
  return { kind: 'skipped', name: visible(name, LONGEST_NAME), why };
}

/** A whole number within limits, as files write it; `undefined` for all else. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,9}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= least && number <= most ? number : undefined;
}

/** Whether the platform knows an encoding by this name, so that a profile can have it. */
export function isEncoding(name: string): boolean {
  try {
    return /^[0-9A-Za-z_:-]{1,40}$/.test(name) && new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

/** A proxy as a profile has it; `undefined` where it cannot be one. */
export function proxyUrl(
  scheme: 'socks5' | 'http',
  host: string,
  port: number,
  userName: string,
): string | undefined {
  if (!isHost(host) || !Number.isInteger(port) || port < 1 || port > 65_535) return undefined;
  if (userName.length > LONGEST_USER_NAME) return undefined;
  const user = userName === '' ? '' : `${encodeURIComponent(userName.toWellFormed())}@`;
  return `${scheme}://${user}${bracketed(host)}:${port}`;
}

function nameOf({ name, remote }: Described): string {
  const given = visible(name, LONGEST_NAME);
  if (given !== '') return given;
  return visible(remote.kind === 'server' ? remote.host : remote.path, LONGEST_NAME);
}

function groupOf({ groups = [] }: Described): string {
  const names = groups.slice(0, LONGEST_GROUP).map((group) => visible(group, LONGEST_GROUP));
  return visible(names.join(' / '), LONGEST_GROUP);
}

/** A name of a single line. What is cut off is not looked at: each of thousands of profiles may have a name of megabytes. */
function visible(text: string, most: number): string {
  return text
    .slice(0, 4 * most)
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, most)
    .trim();
}

function isHost(text: string): boolean {
  // Behind a percent sign, an interface of this computer.
  return HOST.test(text) || (isIPv6(text) && !text.includes('%'));
}

function optionsOf({ options, line }: Described): ProfileOptions {
  return {
    ...DEFAULT_OPTIONS,
    ...options,
    line: { ...DEFAULT_OPTIONS.line, ...options?.line, ...line },
    // Somebody has to look at its first plans before it may run unasked.
    unattended: false,
  };
}

/** The address that means exactly that place; `undefined` where there is none. */
function addressOf(remote: DescribedRemote): string | undefined {
  if (remote.kind === 'folder') {
    const parsed = parseRemote(remote.path);
    return parsed.kind === 'valid' && parsed.address.kind === 'folder' ? remote.path : undefined;
  }
  const { protocol, host, port, path } = remote;
  if (!isHost(host) || path.length > LONGEST_PATH) return undefined;
  if (port !== undefined && (!Number.isInteger(port) || port < 1 || port > 65_535)) return undefined;
  const usual = protocol === 'sftp' ? 22 : 21;
  const place = port === undefined || port === usual ? '' : `:${port}`;
  const names = path.split('/').filter((name) => name !== '');
  if (names.some((name) => name === '.' || name === '..')) return undefined;
  const folder = path === '' ? '' : `/${names.map(encodeName).join('/')}`;
  const text = `${protocol}://${bracketed(host)}${place}${folder}`;
  const clean = cleanRemote(text);
  if (clean?.address.kind !== 'server' || clean.userName !== '' || clean.password !== '') return undefined;
  const { address } = clean;
  const same =
    address.port === (port ?? usual) && address.path === (path === '' ? '' : `/${names.join('/')}`);
  return same ? clean.text : undefined;
}

/** One name of a path, as people read addresses: only what would mean something else is written with a percent sign. */
function encodeName(name: string): string {
  return encodeURI(name.toWellFormed()).replaceAll(/[?#]/g, encodeURIComponent);
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function fitSecrets(secrets: SecretsByKind): { readonly secrets: SecretsByKind; readonly lost: boolean } {
  const written = Object.entries(secrets).filter(([, secret]) => secret !== '');
  // A line break in a password would be another command to the server.
  const fit = written.filter(([, secret]) => secret.length <= LONGEST_SECRET && !/[\r\n\0]/.test(secret));
  return { secrets: Object.fromEntries(fit), lost: fit.length < written.length };
}
