import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { PAIR, PROFILE, PROFILE_PAIR } from '../options/pair.js';
import { SIGN_IN } from '../options/sign-in.js';
import { WATCH_GROUPS } from '../options/sync.js';

export const watch: Command = {
  name: 'watch',
  summary: 'keep syncing while local files change',
  description:
    'Syncs LOCAL and REMOTE, or all folders of a profile, and keeps running: it syncs again soon after a file in LOCAL changes, and every few minutes to pick up changes on REMOTE. A signal such as Ctrl-C ends it.',
  details: [
    'It never asks once it runs: conflicts are skipped and reported, unless --resolve resolves them, and a run that reaches the deletion limit stops. If the server does not answer, it tries again after 1, 5, 15 and then every 60 minutes; if the server refuses the password, watch ends. A file that is still being written is left for the next time.',
    'The first sync fails as sync would, for example because of a wrong password. After that, it exits with 0 if a signal ends it between two runs, and with 3 if the signal stopped a run.',
  ],
  operands: PAIR,
  options: [
    {
      title: 'Watching',
      options: [
        PROFILE,
        PROFILE_PAIR,
        {
          flags: '--mode <MODE>',
          help: 'which command it repeats; a profile has its own mode',
          choices: ['sync', 'upload', 'download'],
          default: 'sync',
        },
        {
          flags: '--every <MINUTES>',
          help: 'sync at least this often, from 1 to 10,080 minutes',
          default: '15',
        },
        {
          flags: '--install',
          help: 'show the file that makes this computer start the command at every sign-in (for systemd, launchd or the Windows task scheduler), and write it if you agree',
        },
      ],
    },
    ...WATCH_GROUPS,
    SIGN_IN,
    COMMON,
  ],
  examples: [
    {
      line: 'evenkeel watch --mode upload site ftps://anna@example.com/site',
      meaning: 'upload each file when you save it',
    },
    { line: 'evenkeel watch --profile Site --every 60', meaning: 'keep a profile’s folders in sync' },
    { line: 'evenkeel watch --profile Site --install', meaning: 'do so from now on, without a window' },
  ],
  run: async (given, context) => (await import('../watch/watch.js')).watchCommand(given, context),
};
