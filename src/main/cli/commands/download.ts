import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { DOWNLOAD_GROUPS } from '../options/sync.js';
import { LOCAL, REMOTE } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';
import { EVEN_DETAILS } from './sync-details.js';

export const download: Command = {
  name: 'download',
  summary: 'bring what is new or changed in the remote folder here',
  description:
    'Brings new and changed files from REMOTE to LOCAL. REMOTE is never changed. What only LOCAL has is left alone, unless --delete says otherwise.',
  details: EVEN_DETAILS,
  operands: [LOCAL, REMOTE],
  options: [...DOWNLOAD_GROUPS, SIGN_IN, COMMON],
  examples: [
    { line: 'evenkeel download . ftp://example.com/pub', meaning: 'fetch what is new' },
    {
      line: 'evenkeel download --delete backup sftp://anna@example.com/srv/site',
      meaning: 'keep a backup that is a mirror of the server',
    },
  ],
  run: async (given, shell) => (await import('../sync/sync.js')).evenAsGiven('download', given, shell),
};
