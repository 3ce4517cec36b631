import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { ACCEPT_IGNORE, APPLYING } from '../options/sync.js';
import { PROFILE_PAIR } from '../options/pair.js';
import { SIGN_IN } from '../options/sign-in.js';

export const profiles: Command = {
  name: 'profiles',
  summary: 'list, show and run the application’s profiles',
  description:
    'Lists the profiles made in the window. ACTION show prints all settings of one. ACTION run syncs it as the window would, with the same records and the password from the keyring; passwords that the window saved in an encrypted file can be read only by the window. A profile with several pairs of folders runs them one after another; one that fails does not keep the others from running. The profile’s commands run before and after each sync. It never asks: conflicts are skipped and reported, and it stops at the deletion limit unless --yes is given.',
  operands: [
    {
      name: 'ACTION',
      help: 'list (the default), show or run',
      choices: ['list', 'show', 'run'],
      optional: true,
    },
    { name: 'NAME', help: 'a profile; the start of its name is enough', optional: true },
  ],
  options: [{ ...APPLYING, options: [PROFILE_PAIR, ...APPLYING.options, ACCEPT_IGNORE] }, SIGN_IN, COMMON],
  examples: [
    { line: 'evenkeel profiles', meaning: 'list them, with their last runs' },
    { line: 'evenkeel profiles show Site', meaning: 'see its settings' },
    {
      line: 'evenkeel profiles run --report-problems Site',
      meaning: 'sync it, and exit with 10 if anything is unresolved',
    },
  ],
  run: async (given, context) => (await import('../profiles/profiles.js')).profilesCommand(given, context),
};
