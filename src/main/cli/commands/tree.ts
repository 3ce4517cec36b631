import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { SHOWN } from '../options/sync.js';
import { TARGET } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';

export const tree: Command = {
  name: 'tree',
  summary: 'draw the folders below a folder',
  description: 'Draws the folders in TARGET, and those in them, as a tree.',
  operands: [TARGET],
  options: [
    {
      title: 'What to draw',
      options: [
        { flags: '--files', help: 'the files as well' },
        { flags: '--sort', help: 'in the order of the alphabet' },
      ],
    },
    SHOWN,
    SIGN_IN,
    COMMON,
  ],
  examples: [
    { line: 'evenkeel tree --files --sort ftp://example.com/site', meaning: 'draw all that is there' },
  ],
  run: async (given, shell) => (await import('../target/tree.js')).tree(given, shell),
};
