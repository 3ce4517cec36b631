import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { RESTORING } from '../options/sync.js';
import { ALL_PAIRS, ONE_PROFILE_PAIR, PAIR, PROFILE } from '../options/pair.js';
import { SIGN_IN } from '../options/sign-in.js';

export const undo: Command = {
  name: 'undo',
  summary: 'undo a run',
  description:
    'Undoes what a run did to LOCAL and REMOTE, or to a profile’s folders: the newest run that changed anything, or RUN. Shows what it will restore and asks first. Anything changed since is skipped and reported, item by item. An undo can be undone. With --all-pairs, undoes what one sync did in all pairs of folders of a profile: the newest sync of several, or the one that RUN was part of.',
  operands: [
    ...PAIR,
    { name: 'RUN', help: 'a run, as listed by history; its first letters are enough', optional: true },
  ],
  options: [
    { title: 'Which folders', options: [PROFILE, ONE_PROFILE_PAIR, ALL_PAIRS] },
    RESTORING,
    SIGN_IN,
    COMMON,
  ],
  examples: [
    { line: 'evenkeel undo --dry-run --profile Site', meaning: 'see what would be restored' },
    {
      line: 'evenkeel undo --profile Site --all-pairs',
      meaning: 'undo the newest sync of the profile in all its pairs of folders',
    },
    {
      line: 'evenkeel undo --yes site ftps://anna@example.com/site 3f2a9c1e',
      meaning: 'undo that run without asking',
    },
  ],
  run: async (given, context) => (await import('../history/undo.js')).undoCommand(given, context),
};
