import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { PROFILE } from '../options/pair.js';
import { TARGET } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';

export const doctor: Command = {
  name: 'doctor',
  summary: 'report what a server can do, and what is slow or unsafe about it',
  description:
    'Connects to REMOTE, or to a profile’s remote folder, and reports what it can do and what is slow or unsafe about it. Changes nothing, unless you use --write-test: then it tests times and names in a temporary folder, and removes it afterwards.',
  operands: [{ ...TARGET, name: 'REMOTE', optional: true }],
  options: [
    {
      title: 'What to test',
      options: [
        {
          ...PROFILE,
          help: 'use the remote folder of this profile instead of REMOTE',
          default: 'REMOTE',
        },
        { flags: '--write-test', help: 'also test times and names with temporary files' },
        { flags: '--report-problems', help: 'exit with 10 if something is unsafe' },
      ],
    },
    SIGN_IN,
    COMMON,
  ],
  examples: [
    { line: 'evenkeel doctor ftps://anna@example.com/site', meaning: 'report on this server' },
    {
      line: 'evenkeel doctor --write-test --profile Site',
      meaning: 'the same for a profile’s server, with its clock and file names',
    },
  ],
  run: async (given, context) => (await import('../doctor/doctor.js')).doctorCommand(given, context),
};
