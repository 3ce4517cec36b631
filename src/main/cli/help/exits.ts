import type { Command } from '../command.js';
import { EXIT } from '../exit-code.js';

/** How a command can end, and what each number means. */
export interface Exit {
  readonly code: number;
  readonly meaning: string;
}

const FOR_ALL: readonly Exit[] = [
  { code: EXIT.fine, meaning: 'success' },
  { code: EXIT.failed, meaning: 'something failed; see standard error' },
  { code: EXIT.usage, meaning: 'invalid usage: a mistake on the command line or in a file it uses' },
  { code: EXIT.stopped, meaning: 'stopped by you (Ctrl-C, SIGTERM)' },
];

/** The numbers that a command can end with. */
export function exitsOf({ options }: Pick<Command, 'options'>): readonly Exit[] {
  const reports = options.some((group) => group.options.some(({ flags }) => flags === '--report-problems'));
  if (!reports) return FOR_ALL;
  return [
    ...FOR_ALL,
    {
      code: EXIT.unresolved,
      meaning:
        'something was left unresolved (with --report-problems, or if a folder and a file have the same name)',
    },
  ];
}
