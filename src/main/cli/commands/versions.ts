import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { RESTORING } from '../options/sync.js';
import { PAIR, PROFILE, PROFILE_PAIR } from '../options/pair.js';
import { SIGN_IN } from '../options/sign-in.js';

export const versions: Command = {
  name: 'versions',
  summary: 'list kept versions of replaced and deleted files, and restore them',
  description:
    'Lists the versions kept for LOCAL and REMOTE, or for a profile’s folders: files that runs replaced or deleted there. ACTION restore restores the newest version of PATH, or the one given with --version, on its side; the current file becomes a version itself, and the next run copies the restored file to the other side. ACTION prune removes versions that are older, or take more space, than the settings allow.',
  operands: [
    { name: 'ACTION', help: 'list (the default), restore or prune', optional: true },
    ...PAIR,
    {
      name: 'PATH',
      help: 'the path of a file, relative to the two folders; for list, also of a folder',
      optional: true,
    },
  ],
  options: [
    {
      title: 'Which version',
      options: [
        PROFILE,
        {
          ...PROFILE_PAIR,
          help: 'if the profile has several pairs of folders, use only the one with this local or remote folder; restore needs it',
        },
        { flags: '--version <N>', help: 'restore: this version number', default: 'the newest' },
      ],
    },
    RESTORING,
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
  run: async (given, context) => (await import('../history/versions.js')).versionsCommand(given, context),
};
