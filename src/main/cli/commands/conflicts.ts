import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { COMPARED, COMPARING_GROUPS } from '../options/sync.js';
import { LOCAL, REMOTE } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';

export const conflicts: Command = {
  name: 'conflicts',
  summary: 'tell which items a run would leave for somebody to decide about',
  description:
    'Compares LOCAL and REMOTE and tells which items are in conflict, why, and what each side has. Changes nothing.',
  operands: [LOCAL, REMOTE],
  options: [...COMPARING_GROUPS, COMPARED, SIGN_IN, COMMON],
  examples: [
    { line: 'evenkeel conflicts ~/notes sftp://example.com/notes', meaning: 'list them' },
    {
      line: 'evenkeel conflicts --report-problems --resolve new ~/notes sftp://example.com/notes',
      meaning: 'end with 10 where letting the newer file win leaves any open',
    },
  ],
  run: async (given, shell) => (await import('../plan/plan.js')).conflictsAsGiven(given, shell),
};
