import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { UPLOAD_GROUPS } from '../options/sync.js';
import { LOCAL, REMOTE } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';
import { EVEN_DETAILS } from './sync-details.js';

export const upload: Command = {
  name: 'upload',
  summary: 'upload new and changed files',
  description:
    'Copies new and changed files from LOCAL to REMOTE. Never changes LOCAL. Keeps what only REMOTE has, unless --delete is given.',
  details: EVEN_DETAILS,
  operands: [LOCAL, REMOTE],
  options: [...UPLOAD_GROUPS, SIGN_IN, COMMON],
  examples: [
    { line: 'evenkeel upload . ftps://anna@example.com/site', meaning: 'publish this folder' },
    {
      line: 'evenkeel upload --delete --dry-run . sftp://example.com/srv/site',
      meaning: 'see what a mirror would change',
    },
  ],
  run: async (given, shell) => (await import('../sync/sync.js')).evenAsGiven('upload', given, shell),
};
