import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { PUTTING_BACK } from '../options/sync.js';
import { PAIR, PROFILE } from '../options/pair.js';
import { SIGN_IN } from '../options/sign-in.js';

export const versions: Command = {
  name: 'versions',
  summary: 'list kept versions of replaced and deleted files, and restore them',
  description:
    'Tells which versions of files are kept of LOCAL and REMOTE, or of the folders of a profile: what runs replaced or deleted there. ACTION restore puts the newest version of PATH, or the one with --version, back in its place on its side; what is there becomes a version itself, and the next run brings the file over. ACTION prune removes what is kept longer, or is more, than the folders are set to keep.',
  operands: [
    { name: 'ACTION', help: 'list (the default), restore or prune', optional: true },
    ...PAIR,
    {
      name: 'PATH',
      help: 'a file by its path below the two folders; for list also a folder',
      optional: true,
    },
  ],
  options: [
    {
      title: 'Which version',
      options: [
        PROFILE,
        { flags: '--version <N>', help: 'restore: this version number', default: 'the newest' },
      ],
    },
    PUTTING_BACK,
    SIGN_IN,
    COMMON,
  ],
  examples: [
    { line: 'evenkeel versions --profile Site', meaning: 'list kept versions' },
    {
      line: 'evenkeel versions restore --profile Site pages/index.html',
      meaning: 'restore the newest version of that file',
    },
    {
      line: 'evenkeel versions restore --version 17 . sftp://anna@example.com/srv/site logo.svg',
      meaning: 'restore that version',
    },
    {
      line: 'evenkeel versions prune --dry-run --profile Site',
      meaning: 'see which versions have expired',
    },
  ],
  run: async (given, shell) => (await import('../history/versions.js')).versionsAsGiven(given, shell),
};
