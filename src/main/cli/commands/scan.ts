import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { SHOWN } from '../options/sync.js';
import { TARGET } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';

export const scan: Command = {
  name: 'scan',
  summary: 'list and count what a folder holds, and tidy up in it',
  description:
    'Counts the files and folders in TARGET. Removes what synchronizing left there where it is told to: pyftpsync’s records, or the lock of a run that is not running any more.',
  operands: [TARGET],
  options: [
    {
      title: 'What to do',
      options: [
        { flags: '--list', help: 'list what there is' },
        { flags: '-r, --recursive', help: 'look into the folders in it as well' },
        { flags: '--remove-meta', help: 'remove the files in which pyftpsync keeps its records' },
        { flags: '--remove-locks', help: 'remove the locks in its root, ours and pyftpsync’s' },
        { flags: '-n, --dry-run', help: 'only tell what would be removed' },
      ],
    },
    SHOWN,
    SIGN_IN,
    COMMON,
  ],
  examples: [
    { line: 'evenkeel scan --list ftp://example.com/site', meaning: 'see what is there' },
    {
      line: 'evenkeel scan --remove-locks ftps://anna@example.com/site',
      meaning: 'take away the lock of a run that was killed elsewhere',
    },
  ],
  run: async (given, shell) => (await import('../target/scan.js')).scan(given, shell),
};
