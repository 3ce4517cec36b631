import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { UPLOAD_GROUPS } from '../options/sync.js';
import { LOCAL, REMOTE } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';
import { EVEN_DETAILS } from './sync-details.js';

export const upload: Command = {
  name: 'upload',
  summary: 'bring what is new or changed here to the remote folder',
  description:
    'Brings new and changed files from LOCAL to REMOTE. LOCAL is never changed. What only REMOTE has is left alone, unless --delete says otherwise.',
  details: EVEN_DETAILS,
  operands: [LOCAL, REMOTE],
  options: [...UPLOAD_GROUPS, SIGN_IN, COMMON],
  examples: [
    { line: 'evenkeel upload . ftps://anna@example.com/site', meaning: 'publish this folder' },
    {
      line: 'evenkeel upload --delete --dry-run . sftp://example.com/srv/site',
      meaning: 'see what a mirror of it would change',
    },
  ],
  run: async (given, shell) => (await import('../sync/sync.js')).evenAsGiven('upload', given, shell),
};
