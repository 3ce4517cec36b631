import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { PAIR, RECORDS } from '../options/pair.js';

export const history: Command = {
  name: 'history',
  summary: 'list past runs and what each did',
  description:
    'Lists the past runs of LOCAL and REMOTE, or of a profile, newest first, and what each did. With RUN, lists what happened to each item in that run. Does not connect to the server. Runs that did something are kept for 90 days, or for as long as Settings in the window say.',
  operands: [
    ...PAIR,
    { name: 'RUN', help: 'a run, as listed by history; its first letters are enough', optional: true },
  ],
  options: [
    {
      title: 'What to list',
      options: [
        { flags: '--limit <N>', help: 'list at most this many runs', default: '50' },
        {
          flags: '--only <ENDS>',
          help: 'with RUN: only items with these results (done, skipped, failed)',
          default: 'all',
        },
        { flags: '--find <TEXT>', help: 'with RUN: only items with this in their path', default: 'all' },
      ],
    },
    RECORDS,
    COMMON,
  ],
  examples: [
    { line: 'evenkeel history --profile Site', meaning: 'list the past runs of the profile Site' },
    {
      line: 'evenkeel history . sftp://anna@example.com/srv/site 3f2a9c1e --only skipped,failed',
      meaning: 'see what that run could not do, and why',
    },
  ],
  run: async (given, context) => (await import('../history/history.js')).historyCommand(given, context),
};
