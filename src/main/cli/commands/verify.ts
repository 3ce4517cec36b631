import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { PAIR, PROFILE, PROFILE_PAIR } from '../options/pair.js';
import { SIGN_IN } from '../options/sign-in.js';
import { VERIFYING_GROUPS } from '../options/sync.js';

export const verify: Command = {
  name: 'verify',
  summary: 'compare the contents of all files on both sides, and repair what differs',
  description:
    'Reads all files in LOCAL and REMOTE, or in a profile’s folders, and reports which differ, even if their size and time have not changed since the last sync. Changes nothing, unless you use --repair. Exits with 0 if all are the same, with 10 if something differs, and with 1 if something could not be read.',
  details: [
    'If the server provides file hashes, no files are downloaded; otherwise each file is downloaded once.',
    'With --repair, it then syncs by content: it copies what is missing or changed, asks about conflicts, and keeps versions of replaced files. If a file differs although neither side has changed it, that is a conflict in mode sync, for --resolve or you to resolve; in the modes upload and download, the source wins. It exits with 0 if nothing is left to repair.',
  ],
  operands: PAIR,
  options: [
    { title: 'Which folders', options: [PROFILE, PROFILE_PAIR] },
    ...VERIFYING_GROUPS,
    SIGN_IN,
    COMMON,
  ],
  examples: [
    {
      line: 'evenkeel verify ~/photos sftp://anna@example.com/photos',
      meaning: 'see whether the server still has what is here',
    },
    {
      line: 'evenkeel verify --repair --mode upload . ftps://anna@example.com/site',
      meaning: 'upload again what differs there',
    },
    { line: 'evenkeel verify --profile Site', meaning: 'the same for a profile of the application' },
  ],
  run: async (given, context) => (await import('../verify/verify.js')).verifyCommand(given, context),
};
