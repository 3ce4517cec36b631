import * as v from 'valibot';
import { withFormerKey } from '../exactly.js';
import { PROXY_URL } from '../connection/proxy.js';

const PatternSchema = v.pipe(
  v.string(),
  v.maxLength(1000, 'One of the lines is longer than 1,000 characters.'),
  v.regex(/^[^\r\n\0]*$/, 'A pattern has to be a single line.'),
);

/** Lines in the manner of `.gitignore`. */
export const PatternsSchema = v.pipe(
  v.array(PatternSchema),
  v.maxLength(1000, 'There are more than 1,000 lines.'),
  v.readonly(),
);

/** Shell wildcards for the names of files. */
export const WildcardsSchema = v.pipe(v.array(PatternSchema), v.maxLength(1000), v.readonly());

const VersionsSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('off') }),
  v.strictObject({
    kind: v.literal('on'),
    days: wholeNumber(1, 3650),
    /** Of 1,000,000 bytes each, on each side. */
    megabytes: wholeNumber(1, 10_000_000),
  }),
]);

/**
 * `older` and `newer` cannot settle an edit against a deletion, nor files of the same time, `keep-both` only two files, and `merge` only two
 * texts whose changes do not overlap: all else is asked about.
 */
const ResolveSchema = v.picklist(['ask', 'skip', 'local', 'remote', 'older', 'newer', 'keep-both', 'merge']);
export type Resolve = v.InferOutput<typeof ResolveSchema>;

const LineSchema = v.strictObject({
  /** FTP: which end opens the data connection. */
  ftpMode: v.optional(v.picklist(['passive', 'active']), 'passive'),
  /** FTP: which command asks for a passive port; `auto` tries EPSV first, and PASV where its port is dead. */
  ftpPassive: v.optional(v.picklist(['auto', 'epsv', 'pasv']), 'auto'),
  /** FTP: whether several commands may be sent together; `auto` finds out whether the server takes them. */
  ftpCommands: v.optional(v.picklist(['auto', 'single']), 'auto'),
  /** FTPS: whether TLS is asked for on the way (RFC 4217) or there from the first byte. */
  tls: v.optional(v.picklist(['explicit', 'implicit']), 'explicit'),
  /** The encoding of file names, as the WHATWG Encoding Standard names it. */
  encoding: v.optional(
    v.pipe(v.string(), v.regex(/^[0-9A-Za-z_:-]{1,40}$/, 'This is not the name of an encoding.')),
    'utf-8',
  ),
  /** `socks5://host:port` or `http://host:port` (CONNECT), with `user@` for a sign-in, never with a password; `null` for none. */
  proxy: v.optional(
    v.nullable(
      v.pipe(v.string(), v.regex(PROXY_URL, 'Write it like socks5://host:1080 or http://host:3128.')),
    ),
    null,
  ),
  /** SFTP: an absolute path on this computer. Its passphrase is a secret of the profile; the password is tried on it too. */
  privateKeyFile: v.optional(v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096))), null),
  /** SFTP: whether SHA-1 signatures and key exchanges and CBC ciphers count, which are weak by today's standards. */
  oldSshAlgorithms: v.optional(v.boolean(), false),
});
/** How a server is reached, beyond its address. */
export type LineOptions = Readonly<v.InferOutput<typeof LineSchema>>;
export const DEFAULT_LINE: LineOptions = v.parse(LineSchema, {});

/** What a new profile keeps of what a run replaces or deletes. */
export const DEFAULT_VERSIONS = { kind: 'on', days: 30, megabytes: 1024 } as const;

/** What names begin with, a star, and what files end with. */
export const OwnNamesSchema = v.pipe(
  v.string(),
  v.regex(
    /^[0-9A-Za-z._~-]{3,40}\*(\.[0-9A-Za-z]{1,10})?$/,
    'Write three letters or more, a star, and an ending if one is needed, such as ek_* or ek_*.tmp.',
  ),
);

/** The absolute path of a folder on the remote side. */
export const VersionsInSchema = v.pipe(
  v.string(),
  v.maxLength(4096),
  v.regex(
    /^(\/|[A-Za-z]:[\\/])[^\0\r\n]*$/,
    'Write the whole path of a folder on the remote side, such as /private.',
  ),
);

const OptionsSchema = v.strictObject({
  /** What is left out: lines in the manner of `.gitignore`; the last that fits decides. */
  patterns: v.optional(
    PatternsSchema,
    // What version control and network drives keep for themselves. A bare `#` would begin a comment.
    ['.git', '.hg', '.svn', String.raw`\#recycle`],
  ),
  /** Whether names that begin with a dot take part. */
  hidden: v.optional(v.picklist(['include', 'exclude']), 'include'),
  /** Files with more bytes are left out; `null` where none is too large. */
  maxSizeBytes: v.optional(
    v.nullable(
      v.pipe(
        v.number(),
        v.safeInteger('Write a whole number of bytes.'),
        v.minValue(1, 'Only empty files would be left. Leave the field empty to set no limit.'),
      ),
    ),
    null,
  ),
  /** Files with fewer bytes are left out. */
  minSizeBytes: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1))), null),
  /** Files changed longer ago are left out. */
  maxAgeDays: v.optional(v.nullable(wholeNumber(1, 36_500)), null),
  /** Files changed less long ago are left out. */
  minAgeDays: v.optional(v.nullable(wholeNumber(1, 36_500)), null),
  /** Shell wildcards, one of which a file's name has to fit; none for all files. */
  matchNames: v.optional(WildcardsSchema, []),
  /** Whether what systems keep for themselves (previews, bins, indexes) takes part. */
  system: v.optional(v.picklist(['include', 'exclude']), 'exclude'),
  /** Under *Upload* and *Download* with deletions: also delete on the target side what the filters leave out. */
  deleteUnmatched: v.optional(v.boolean(), false),
  /** Under *Upload* and *Download*: overwrite what was changed on the target side, restore what was deleted there. */
  force: v.optional(v.boolean(), false),
  /** What settles conflicts before anybody is asked. */
  resolve: v.optional(ResolveSchema, 'ask'),
  /** What tells whether two files are the same. */
  comparison: v.optional(v.picklist(['time', 'size', 'content']), 'time'),
  /** What names mean that differ only in case or in how their letters are composed. */
  caseRule: v.optional(v.picklist(['stop', 'strict', 'local', 'remote']), 'stop'),
  /** What becomes of symbolic links; `copy` needs two folders on this computer. */
  links: v.optional(v.picklist(['skip', 'follow', 'copy']), 'skip'),
  /** Whether permissions are copied where both sides have them. */
  permissions: v.optional(v.picklist(['leave', 'keep']), 'leave'),
  /** How many connections to the server are open at once, at most; `null` for as many as help: see `connectionRange`. */
  connections: v.optional(v.nullable(wholeNumber(1, 32)), null),
  /** Bytes that may be transferred in a second; `null` for no limit. */
  bytesPerSecond: v.optional(
    v.nullable(
      v.pipe(
        v.number(),
        v.safeInteger('Write a whole number of bytes.'),
        v.minValue(1024, 'The limit has to be at least 1 KiB per second.'),
      ),
    ),
    null,
  ),
  /** How the server is reached. */
  line: v.optional(LineSchema, {}),
  /** What happens to files that differ where nothing is recorded of their folder yet. */
  firstSync: v.optional(v.picklist(['ask', 'newer', 'local', 'remote']), 'ask'),
  /** Whether what a run replaces or deletes is kept, and how much of it for how long. */
  versions: v.optional(VersionsSchema, DEFAULT_VERSIONS),
  /** S1: whether *Sync now* in a menu runs without showing the plan first. The deletion limit holds all the same. */
  unattended: v.optional(v.boolean(), false),
  /** How Evenkeel calls what it puts beside people's files: what its names begin with, a star, and what its files end with. */
  ownNames: v.optional(OwnNamesSchema, '.evenkeel-*'),
  /** Whether a run locks the sides that it changes. */
  lock: v.optional(v.picklist(['on', 'off']), 'on'),
  /** Whether a file on a server is written under another name and renamed, or in its place. */
  writing: v.optional(v.picklist(['beside', 'in-place']), 'beside'),
  /** An absolute path on the remote side, outside what a web server shows, that the versions folder is put into; `null` for the root. */
  versionsIn: v.optional(v.nullable(VersionsInSchema), null),
  /** A run that would delete more than both limits on one side stops and asks. */
  deletionLimit: v.optional(
    v.strictObject({
      /** Share of the side's files. */
      percent: wholeNumber(0, 100),
      files: wholeNumber(0, 1_000_000),
    }),
    { percent: 25, files: 10 },
  ),
});

/** Each option has a default, so that none is missing from a profile that was saved before it was thought of. */
export const ProfileOptionsSchema = withFormerKey(OptionsSchema, 'brakes', 'deletionLimit');

/** What somebody can say about how the folders of a profile are kept in sync, beyond the mode. */
export type ProfileOptions = Readonly<v.InferOutput<typeof ProfileOptionsSchema>>;

/** What a new profile begins with, and one that was saved before there were options. */
export const DEFAULT_OPTIONS: ProfileOptions = v.parse(ProfileOptionsSchema, {});

function wholeNumber(least: number, most: number) {
  // Made only for whoever reads it: the first number that is formatted takes milliseconds.
  const message = (): string => `Write a whole number from ${least} to ${most.toLocaleString('en')}.`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
}
