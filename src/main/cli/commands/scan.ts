import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { SHOWN } from '../options/sync.js';
import { TARGET } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';

export const scan: Command = {
  name: 'scan',
  summary: 'count the files in a folder, and clean up',
  description:
    'Counts the files and folders in TARGET. On request, removes what other runs left behind: pyftpsync’s records, or the lock of a run that is no longer running.',
  operands: [TARGET],
  options: [
    {
      title: 'What to do',
      options: [
        { flags: '--list', help: 'list files and folders' },
        { flags: '-r, --recursive', help: 'include subfolders' },
        { flags: '--remove-meta', help: 'remove pyftpsync’s metadata files' },
        { flags: '--remove-locks', help: 'remove the locks of Evenkeel and pyftpsync' },
        { flags: '-n, --dry-run', help: 'only show what would be removed' },
      ],
    },
    SHOWN,
    SIGN_IN,
    COMMON,
  ],
  examples: [
    { line: 'evenkeel scan --list ftp://example.com/site', meaning: 'list what is there' },
    {
      line: 'evenkeel scan --remove-locks ftps://anna@example.com/site',
      meaning: 'remove the lock of a run that was killed elsewhere',
    },
  ],
  run: async (given, context) => (await import('../target/scan.js')).scan(given, context),
};
