import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { APPLYING } from '../options/sync.js';
import { SIGN_IN } from '../options/sign-in.js';

export const profiles: Command = {
  name: 'profiles',
  summary: 'list, show and run the profiles of the application',
  description:
    'Lists the profiles that were made in the window. ACTION show tells all of one; ACTION run synchronizes it as the window would, with its memory and its password in the keyring. Nobody is asked about conflicts: they are left and told. Where much would be deleted it stops, unless --yes is there.',
  operands: [
    {
      name: 'ACTION',
      help: 'list (also where it is left out), show or run',
      choices: ['list', 'show', 'run'],
      optional: true,
    },
    { name: 'NAME', help: 'a profile; the beginning of its name will do', optional: true },
  ],
  options: [APPLYING, SIGN_IN, COMMON],
  examples: [
    { line: 'evenkeel profiles', meaning: 'see which there are, and when each ran last' },
    { line: 'evenkeel profiles show Site', meaning: 'see what is set in it' },
    {
      line: 'evenkeel profiles run --report-problems Site',
      meaning: 'synchronize it, and end with 10 where something was left unresolved',
    },
  ],
  run: async (given, shell) => (await import('../profiles/profiles.js')).profilesAsGiven(given, shell),
};
