import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { SHOWN } from '../options/sync.js';
import { TARGET } from '../options/operands.js';
import { SIGN_IN } from '../options/sign-in.js';

export const tree: Command = {
  name: 'tree',
  summary: 'show a folder as a tree',
  description: 'Shows TARGET and its subfolders as a tree.',
  operands: [TARGET],
  options: [
    {
      title: 'What to show',
      options: [
        { flags: '--files', help: 'include files' },
        { flags: '--sort', help: 'sort by name' },
      ],
    },
    SHOWN,
    SIGN_IN,
    COMMON,
  ],
  examples: [{ line: 'evenkeel tree --files --sort ftp://example.com/site', meaning: 'show everything' }],
  run: async (given, context) => (await import('../target/tree.js')).tree(given, context),
};
