import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { SYNC_GROUPS } from '../options/sync.js';
import { LOCAL, REMOTE } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';
import { EVEN_DETAILS } from './sync-details.js';

export const sync: Command = {
  name: 'sync',
  summary: 'bring what changed on either side to the other',
  description:
    'Brings changes and deletions on either side to the other one. What was changed on both since the last run is a conflict: it is asked about on a terminal, settled by --resolve, or left alone.',
  details: EVEN_DETAILS,
  operands: [LOCAL, REMOTE],
  options: [...SYNC_GROUPS, SIGN_IN, COMMON],
  examples: [
    {
      line: 'evenkeel sync ~/notes sftp://example.com/notes',
      meaning: 'keep both even, and ask about conflicts',
    },
    {
      line: 'evenkeel sync --resolve new --first-sync newer . ftp://anna@example.com/',
      meaning: 'let the newer file win, also when the two meet for the first time',
    },
  ],
  run: async (given, shell) => (await import('../sync/sync.js')).evenAsGiven('two-way', given, shell),
};
