import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { PROFILE } from '../options/pair.js';
import { TARGET } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';

export const doctor: Command = {
  name: 'doctor',
  summary: 'tell what a server can do, and what is slow or unsafe about it',
  description:
    'Connects to REMOTE, or to the remote folder of a profile, and tells in sentences what it can do and what is slow or unsafe about it. It changes nothing there, unless --write-test lets it try times and names in a temporary folder, which it removes again.',
  operands: [{ ...TARGET, name: 'REMOTE', optional: true }],
  options: [
    {
      title: 'What to look at',
      options: [
        {
          ...PROFILE,
          help: 'the remote folder of this profile of the application, instead of REMOTE',
          default: 'REMOTE',
        },
        { flags: '--write-test', help: 'also try what becomes of times and names, with temporary files' },
        { flags: '--report-problems', help: 'end with 10 where something is unsafe' },
      ],
    },
    SIGN_IN,
    COMMON,
  ],
  examples: [
    { line: 'evenkeel doctor ftps://anna@example.com/site', meaning: 'see what is to be known of it' },
    {
      line: 'evenkeel doctor --write-test --profile Site',
      meaning: 'the same for the server of a profile, its clock and its names included',
    },
  ],
  run: async (given, shell) => (await import('../doctor/doctor.js')).doctorAsGiven(given, shell),
};
