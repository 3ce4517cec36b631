import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { PAIR, REMEMBERED } from '../options/pair.js';

export const history: Command = {
  name: 'history',
  summary: 'tell which runs there were, and what each did',
  description:
    'Tells which runs of LOCAL and REMOTE, or of a profile, are on record, newest first, and what each did. With RUN it tells what became of each item of that run. Nothing is connected.',
  operands: [
    ...PAIR,
    { name: 'RUN', help: 'a run, as history names it; its first letters will do', optional: true },
  ],
  options: [
    {
      title: 'What to tell',
      options: [
        { flags: '--limit <N>', help: 'no more runs than this', default: '50' },
        {
          flags: '--only <ENDS>',
          help: 'of RUN, only what ended so: some of done, skipped, failed',
          default: 'all',
        },
        { flags: '--find <TEXT>', help: 'of RUN, only items with this in their path', default: 'all' },
      ],
    },
    REMEMBERED,
    COMMON,
  ],
  examples: [
    { line: 'evenkeel history --profile Site', meaning: 'see the past runs of the profile Site' },
    {
      line: 'evenkeel history . sftp://anna@example.com/srv/site 3f2a9c1e --only skipped,failed',
      meaning: 'see what one of them could not do, and why',
    },
  ],
  run: async (given, shell) => (await import('../history/history.js')).historyAsGiven(given, shell),
};
