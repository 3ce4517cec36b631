import type { Operand, OptionDeclaration, OptionGroup } from '../command.js';
import { LOCAL, REMOTE } from './operands.js';

/** Which pair of folders a command is about; with `--profile` these two are left out. */
export const PAIR: readonly Operand[] = [
  { ...LOCAL, optional: true },
  { ...REMOTE, optional: true },
];

export const PROFILE: OptionDeclaration = {
  flags: '--profile <NAME>',
  help: 'use this profile’s folders instead of LOCAL and REMOTE; the start of its name is enough',
  default: 'LOCAL and REMOTE',
};

/** Where only what is remembered is looked at: whose it is has to be known, as nobody signs in. */
export const REMEMBERED: OptionGroup = {
  title: 'Which folders',
  options: [
    PROFILE,
    { flags: '--no-prompt', help: 'never ask for the user name' },
    { flags: '--no-keyring', help: 'do not look up the user name in the keyring' },
    { flags: '--no-netrc', help: 'do not look up the user name in ~/.netrc' },
  ],
};
