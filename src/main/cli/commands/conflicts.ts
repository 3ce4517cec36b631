import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { COMPARED, COMPARING_GROUPS } from '../options/sync.js';
import { LOCAL, REMOTE } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';

export const conflicts: Command = {
  name: 'conflicts',
  summary: 'list the conflicts that a run would leave for you to resolve',
  description:
    'Compares LOCAL and REMOTE and lists the items in conflict, why, and what each side has. Changes nothing.',
  operands: [LOCAL, REMOTE],
  options: [...COMPARING_GROUPS, COMPARED, SIGN_IN, COMMON],
  examples: [
    { line: 'evenkeel conflicts ~/notes sftp://example.com/notes', meaning: 'list the conflicts' },
    {
      line: 'evenkeel conflicts --report-problems --resolve new ~/notes sftp://example.com/notes',
      meaning: 'exit with 10 if conflicts remain although the newer file wins',
    },
  ],
  run: async (given, context) => (await import('../plan/plan.js')).conflictsCommand(given, context),
};
