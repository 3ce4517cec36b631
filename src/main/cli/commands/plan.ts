import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { COMPARED, COMPARING_GROUPS, PLANNING } from '../options/sync.js';
import { LOCAL, REMOTE } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';

export const plan: Command = {
  name: 'plan',
  summary: 'show what a run would do and why, and save it for later',
  description:
    'Compares LOCAL and REMOTE and shows, item by item, what a run would do and why. Changes nothing. With --out, saves the plan; evenkeel apply runs it later exactly as shown.',
  details: [
    'At a terminal, --out asks about each conflict first and saves your answers with the plan. A saved plan contains no password.',
  ],
  operands: [LOCAL, REMOTE],
  options: [...COMPARING_GROUPS, PLANNING, COMPARED, SIGN_IN, COMMON],
  examples: [
    {
      line: 'evenkeel plan --mode upload --delete . sftp://example.com/srv/site',
      meaning: 'see what a mirror of this folder would change on the server',
    },
    {
      line: 'evenkeel plan --mode upload --out site.plan . ftps://anna@example.com/site',
      meaning: 'save it, have it reviewed, and publish it with evenkeel apply site.plan',
    },
  ],
  run: async (given, context) => (await import('../plan/plan.js')).planCommand(given, context),
};
