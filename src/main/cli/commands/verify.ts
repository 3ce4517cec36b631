import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { PAIR, PROFILE } from '../options/pair.js';
import { SIGN_IN } from '../options/sign-in.js';
import { VERIFYING_GROUPS } from '../options/sync.js';

export const verify: Command = {
  name: 'verify',
  summary: 'compare the contents of all files on both sides, and repair what differs',
  description:
    'Reads all files of LOCAL and REMOTE, or of the folders of a profile, and tells which differ: also those that neither side has changed by size and time since the last sync. Changes nothing, unless --repair says so. Ends with 0 where all are the same, with 10 where something differs, and with 1 where something could not be read.',
  details: [
    'Where the server gives hashes of its files, they are not transferred for that; all others are downloaded once.',
    'With --repair it goes on as a sync by content does: it copies what is missing or changed, asks about conflicts, and keeps what is replaced as versions. A file that neither side has changed and that differs all the same is a conflict in mode sync; --resolve settles it. In the modes upload and download the side that is copied from wins. It then ends with 0 where nothing is left to repair.',
  ],
  operands: PAIR,
  options: [{ title: 'Whose folders', options: [{ ...PROFILE }] }, ...VERIFYING_GROUPS, SIGN_IN, COMMON],
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
  run: async (given, shell) => (await import('../verify/verify.js')).verifyAsGiven(given, shell),
};
