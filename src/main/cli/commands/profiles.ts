import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { ACCEPT_IGNORE, APPLYING } from '../options/sync.js';
import { SIGN_IN } from '../options/sign-in.js';

export const profiles: Command = {
  name: 'profiles',
  summary: 'list, show and run the application’s profiles',
  description:
    'Lists the profiles made in the window. ACTION show prints all settings of one. ACTION run syncs it as the window would, with the same records and the password from the keyring. It asks nothing: conflicts are skipped and reported, and it stops at the deletion limit unless --yes is given.',
  operands: [
    {
      name: 'ACTION',
      help: 'list (the default), show or run',
      choices: ['list', 'show', 'run'],
      optional: true,
    },
    { name: 'NAME', help: 'a profile; the start of its name is enough', optional: true },
  ],
  options: [{ ...APPLYING, options: [...APPLYING.options, ACCEPT_IGNORE] }, SIGN_IN, COMMON],
  examples: [
    { line: 'evenkeel profiles', meaning: 'list them, with their last runs' },
    { line: 'evenkeel profiles show Site', meaning: 'see its settings' },
    {
      line: 'evenkeel profiles run --report-problems Site',
      meaning: 'sync it, and exit with 10 if anything is unresolved',
    },
  ],
  run: async (given, shell) => (await import('../profiles/profiles.js')).profilesAsGiven(given, shell),
};
