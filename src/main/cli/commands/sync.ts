import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { LOCAL, REMOTE } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';
import { DOWNLOAD_GROUPS, SYNC_GROUPS, UPLOAD_GROUPS } from '../options/sync.js';

/** What applies to all three. */
const SYNC_DETAILS: readonly string[] = [
  'A file that changed on both sides since the last sync, or that differs at the first sync, is a conflict. --resolve and --first-sync resolve it; otherwise you are asked at a terminal (l, r, o, n, k, s; a capital letter for all remaining conflicts; b, d and h show more). Without a terminal, it is skipped.',
  'Replaced and deleted files are kept on their side, in .evenkeel-versions, unless you use --no-versions. A run that would delete unusually many files stops first, or asks.',
  'REMOTE is an address such as ftps://anna@example.com/site. Its path starts at the root of the server: ftp://example.com/ is the root itself; ftp://example.com, without a slash, is the folder you are signed in to, which evenkeel then shows. ftp:// is not encrypted, ftps:// uses TLS, sftp:// uses SSH with your keys in ~/.ssh.',
  'The password comes from the address, EVENKEEL_PASSWORD, the keyring, .netrc or the terminal, in this order. The passphrase of a private key comes from EVENKEEL_PASSPHRASE, the keyring or the terminal; the password is tried as the passphrase too.',
];

export const upload: Command = {
  name: 'upload',
  summary: 'upload new and changed files',
  description:
    'Copies new and changed files from LOCAL to REMOTE. Never changes LOCAL. Keeps what only REMOTE has, unless --delete is given.',
  details: SYNC_DETAILS,
  operands: [LOCAL, REMOTE],
  options: [...UPLOAD_GROUPS, SIGN_IN, COMMON],
  examples: [
    { line: 'evenkeel upload . ftps://anna@example.com/site', meaning: 'publish this folder' },
    {
      line: 'evenkeel upload --delete --dry-run . sftp://example.com/srv/site',
      meaning: 'see what a mirror would change',
    },
  ],
  run: async (given, context) => (await import('../sync/sync.js')).syncCommand('upload', given, context),
};

export const download: Command = {
  name: 'download',
  summary: 'download new and changed files',
  description:
    'Copies new and changed files from REMOTE to LOCAL. Never changes REMOTE. Keeps what only LOCAL has, unless --delete is given.',
  details: SYNC_DETAILS,
  operands: [LOCAL, REMOTE],
  options: [...DOWNLOAD_GROUPS, SIGN_IN, COMMON],
  examples: [
    { line: 'evenkeel download . ftp://example.com/pub', meaning: 'download what is new' },
    {
      line: 'evenkeel download --delete backup sftp://anna@example.com/srv/site',
      meaning: 'keep an exact backup of the server',
    },
  ],
  run: async (given, context) => (await import('../sync/sync.js')).syncCommand('download', given, context),
};

export const sync: Command = {
  name: 'sync',
  summary: 'sync both ways',
  description:
    'Copies changes and deletions on either side to the other. What changed on both sides since the last sync is a conflict: you are asked at a terminal, --resolve resolves it, or it is skipped.',
  details: SYNC_DETAILS,
  operands: [LOCAL, REMOTE],
  options: [...SYNC_GROUPS, SIGN_IN, COMMON],
  examples: [
    {
      line: 'evenkeel sync ~/notes sftp://example.com/notes',
      meaning: 'keep both in sync, and ask about conflicts',
    },
    {
      line: 'evenkeel sync --resolve new --first-sync newer . ftp://anna@example.com/',
      meaning: 'let the newer file win, also at the first sync',
    },
  ],
  run: async (given, context) => (await import('../sync/sync.js')).syncCommand('two-way', given, context),
};
