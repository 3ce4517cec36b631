import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { PUTTING_BACK } from '../options/sync.js';
import { PAIR, PROFILE } from '../options/pair.js';
import { SIGN_IN } from '../options/sign-in.js';

export const undo: Command = {
  name: 'undo',
  summary: 'put both folders back to where they were before a run',
  description:
    'Takes back what a run did to LOCAL and REMOTE, or to the folders of a profile: the newest one that changed anything, or RUN. It shows what it would put back and asks first. What somebody has changed since is left as it is and told, item by item. An undo can be undone.',
  operands: [
    ...PAIR,
    { name: 'RUN', help: 'a run, as history names it; its first letters will do', optional: true },
  ],
  options: [{ title: 'Which folders', options: [PROFILE] }, PUTTING_BACK, SIGN_IN, COMMON],
  examples: [
    { line: 'evenkeel undo --dry-run --profile Site', meaning: 'see what would be put back' },
    {
      line: 'evenkeel undo --yes site ftps://anna@example.com/site 3f2a9c1e',
      meaning: 'take that run back, without asking',
    },
  ],
  run: async (given, shell) => (await import('../history/undo.js')).undoAsGiven(given, shell),
};
