import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { APPLYING } from '../options/sync.js';
import { PLAN_FILE } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';

export const apply: Command = {
  name: 'apply',
  summary: 'run a plan saved with plan --out',
  description:
    'Runs a saved plan on the folders it was made for. Anything that changed on either side since is skipped and reported. A plan is refused if its folders have been synced since.',
  operands: [PLAN_FILE],
  options: [APPLYING, SIGN_IN, COMMON],
  examples: [
    { line: 'evenkeel apply site.plan', meaning: 'run the plan' },
    { line: 'evenkeel apply --dry-run site.plan', meaning: 'show again what it will do' },
  ],
  run: async (given, context) => (await import('../plan/apply.js')).applyCommand(given, context),
};
