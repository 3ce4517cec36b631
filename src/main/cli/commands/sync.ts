import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { SYNC_GROUPS } from '../options/sync.js';
import { LOCAL, REMOTE } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';
import { EVEN_DETAILS } from './sync-details.js';

export const sync: Command = {
  name: 'sync',
  summary: 'sync both ways',
  description:
    'Copies changes and deletions on either side to the other. What changed on both sides since the last run is a conflict: you are asked at a terminal, --resolve resolves it, or it is skipped.',
  details: EVEN_DETAILS,
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
  run: async (given, shell) => (await import('../sync/sync.js')).evenAsGiven('two-way', given, shell),
};
