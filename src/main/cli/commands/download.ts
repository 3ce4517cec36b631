import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { DOWNLOAD_GROUPS } from '../options/sync.js';
import { LOCAL, REMOTE } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';
import { EVEN_DETAILS } from './sync-details.js';

export const download: Command = {
  name: 'download',
  summary: 'download new and changed files',
  description:
    'Copies new and changed files from REMOTE to LOCAL. Never changes REMOTE. Keeps what only LOCAL has, unless --delete is given.',
  details: EVEN_DETAILS,
  operands: [LOCAL, REMOTE],
  options: [...DOWNLOAD_GROUPS, SIGN_IN, COMMON],
  examples: [
    { line: 'evenkeel download . ftp://example.com/pub', meaning: 'download what is new' },
    {
      line: 'evenkeel download --delete backup sftp://anna@example.com/srv/site',
      meaning: 'keep an exact backup of the server',
    },
  ],
  run: async (given, shell) => (await import('../sync/sync.js')).evenAsGiven('download', given, shell),
};
