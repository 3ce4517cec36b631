import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { APPLYING } from '../options/sync.js';
import { PLAN_FILE } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';

export const apply: Command = {
  name: 'apply',
  summary: 'run a plan that was saved with plan --out',
  description:
    'Runs a saved plan between the folders that it was made for. What has changed on either side since is skipped and reported; a plan whose folders have been synchronized since is refused as a whole.',
  operands: [PLAN_FILE],
  options: [APPLYING, SIGN_IN, COMMON],
  examples: [
    { line: 'evenkeel apply site.plan', meaning: 'do what the plan says' },
    { line: 'evenkeel apply --dry-run site.plan', meaning: 'see once more what it says' },
  ],
  run: async (given, shell) => (await import('../plan/apply.js')).applyAsGiven(given, shell),
};
