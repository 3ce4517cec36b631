import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { makeFound } from '../make-found.js';
import type { Found, ImportNote, ImportPlace } from '../found.js';

/** The folder in which VS Code keeps the settings of a project. */
const SETTINGS_FOLDER = '.vscode';

const Text = v.optional(v.nullable(v.string()));
const Port = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)));

/** What matters of one entry; all else is known by its name only. */
const EntrySchema = v.looseObject({
  name: Text,
  context: Text,
  protocol: v.optional(v.string(), 'sftp'),
  host: v.pipe(v.string(), v.nonEmpty()),
  port: Port,
  username: Text,
  password: Text,
  privateKeyPath: Text,
  passphrase: v.optional(v.nullable(v.union([v.string(), v.boolean()]))),
  secure: v.optional(v.union([v.boolean(), v.string()]), false),
  /** Its library is passive whatever this says. */
  passive: v.optional(v.unknown()),
  remotePath: v.optional(v.string(), './'),
  uploadOnSave: v.optional(v.unknown()),
  watcher: v.optional(v.unknown()),
  ignore: v.optional(v.pipe(v.array(v.string()), v.maxLength(1000)), []),
  ignoreFile: Text,
  concurrency: v.optional(v.unknown()),
  syncOption: v.optional(v.looseObject({ delete: v.optional(v.unknown()) }), {}),
  remoteTimeOffsetInHours: v.optional(v.unknown(), 0),
  hop: v.optional(v.unknown()),
  profiles: v.optional(v.record(v.string(), v.record(v.string(), v.unknown()))),
});
type Entry = v.InferOutput<typeof EntrySchema>;

/** Programs and commands that the extension would run. */
const COMMANDS: readonly string[] = ['sshCustomParams'];

/** What is taken over, or has no meaning here. */
const NOT_MISSED: ReadonlySet<string> = new Set([
  ...Object.keys(EntrySchema.entries),
  ...[
    '$schema',
    'connectTimeout',
    'keepalive',
    'downloadOnOpen',
    'remoteExplorer',
    'defaultProfile',
    'agent',
  ],
  ...['limitOpenFilesOnRemote', 'interactiveAuth', 'useTempFile', 'openSsh', 'autoSave', ...COMMANDS],
]);

/** Whether JSON is that of the extension: one entry, or several. */
export function isSftpJson(json: unknown): boolean {
  const entries = Array.isArray(json) ? json : [json];
  const Mark = v.looseObject({
    host: v.optional(v.string()),
    remotePath: v.optional(v.string()),
    profiles: v.optional(v.looseObject({})),
  });
  return (
    entries.length > 0 &&
    entries.every((entry) => {
      const parsed = v.safeParse(Mark, entry);
      const { host, remotePath, profiles } = parsed.success ? parsed.output : {};
      return host !== undefined || (remotePath !== undefined && profiles !== undefined);
    })
  );
}

/** The servers of an `sftp.json` of VS Code, each of its profiles one by itself. */
export function readSftpJson(json: unknown, place: ImportPlace): readonly Found[] {
  const entries: readonly unknown[] = Array.isArray(json) ? json : [json];
  return entries.flatMap((entry) => {
    const { profiles } = v.parse(
      v.looseObject({ profiles: v.fallback(EntrySchema.entries.profiles, undefined) }),
      entry,
    );
    if (profiles === undefined) return [entryOf(entry, place, '')];
    return Object.entries(profiles).map(([name, part]) =>
      // What one of them says goes before what all have in common.
      entryOf({ ...asRecord(entry), ...part, profiles: undefined }, place, name),
    );
  });
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  const parsed = v.safeParse(v.record(v.string(), v.unknown()), value);
  return parsed.success ? parsed.output : {};
}

function entryOf(json: unknown, place: ImportPlace, profile: string): Found {
  const parsed = v.safeParse(EntrySchema, json);
  const named = v.safeParse(v.looseObject({ name: v.string() }), json);
  if (!parsed.success) {
    const name = named.success ? named.output.name : profile;
    return { kind: 'skipped', name, why: { kind: 'unfit' } };
  }
  const entry = parsed.output;
  const name = [entry.name ?? entry.host, profile].filter((part) => part !== '').join(' – ');
  if (entry.protocol !== 'sftp' && entry.protocol !== 'ftp') {
    return { kind: 'skipped', name, why: { kind: 'protocol', name: entry.protocol } };
  }
  const { secure, remotePath, concurrency } = entry;
  const implicit = entry.protocol === 'ftp' && secure === 'implicit';
  const protocol = entry.protocol === 'sftp' ? 'sftp' : secure === false ? 'ftp' : 'ftps';
  const isHome = /^(?:\.\/?)?$/.test(remotePath);
  const connections = Number(concurrency);
  return makeFound({
    name,
    localFolder: localFolderOf(entry, place),
    remote: {
      kind: 'server',
      protocol,
      host: entry.host,
      port: entry.port ?? (implicit ? 990 : undefined),
      path: remotePath.startsWith('/') ? remotePath : '',
    },
    userName: entry.username ?? '',
    mode: isAutomatic(entry) ? 'upload' : 'two-way',
    deleteExtra: isAutomatic(entry) && entry.syncOption.delete === true,
    secrets: {
      password: entry.password ?? '',
      passphrase: typeof entry.passphrase === 'string' ? entry.passphrase : '',
    },
    options: {
      ...(entry.ignore.length === 0 ? {} : { patterns: entry.ignore }),
      ...(Number.isInteger(connections) && connections >= 1 && connections <= 32 ? { connections } : {}),
    },
    line: {
      tls: implicit ? 'implicit' : 'explicit',
      ...(typeof entry.privateKeyPath === 'string' && entry.privateKeyPath !== ''
        ? { privateKeyFile: entry.privateKeyPath }
        : {}),
    },
    notes: notesOf(entry, isHome),
  });
}

function notesOf(entry: Entry, isHome: boolean): readonly ImportNote[] {
  const { remotePath, ignoreFile, remoteTimeOffsetInHours } = entry;
  const unused = Object.keys(entry).filter((key) => !NOT_MISSED.has(key));
  return [
    ...(remotePath.startsWith('/') || isHome ? [] : [{ kind: 'relative-remote', path: remotePath } as const]),
    ...(entry.hop === undefined ? [] : [{ kind: 'tunnel' } as const]),
    ...(COMMANDS.some((key) => key in entry) ? [{ kind: 'commands' } as const] : []),
    ...(typeof ignoreFile === 'string' ? [{ kind: 'ignore-file', path: ignoreFile } as const] : []),
    ...(remoteTimeOffsetInHours === 0 ? [] : [{ kind: 'time-zone' } as const]),
    ...(isAutomatic(entry) ? [{ kind: 'when-saved' } as const] : []),
    ...(unused.length === 0 ? [] : [{ kind: 'unused', settings: unused } as const]),
  ];
}

/** Whether the extension uploads by itself: then the server is never meant to change the folder here. */
function isAutomatic({ uploadOnSave, watcher }: Entry): boolean {
  const watched = v.safeParse(v.looseObject({ autoUpload: v.literal(true) }), watcher);
  return uploadOnSave === true || watched.success;
}

/** The project, which is the folder that holds the one of the settings, or a folder in it. */
function localFolderOf({ context }: Entry, { folder }: ImportPlace): string {
  if (basename(folder) !== SETTINGS_FOLDER) return '';
  const project = dirname(folder);
  return typeof context === 'string' && context !== '' ? join(project, context) : project;
}
