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

/** Which pair of folders of a profile that has several. */
export const PROFILE_PAIR: OptionDeclaration = {
  flags: '--pair <FOLDER>',
  help: 'if the profile has several pairs of folders, use only the one with this local or remote folder',
  default: 'all pairs',
};

/** The same for what is done to one pair only. */
export const ONE_PROFILE_PAIR: OptionDeclaration = {
  ...PROFILE_PAIR,
  help: 'of a profile with several pairs of folders, the one with this local or remote folder',
  default: 'the only one',
};

/** What one run did in all pairs of folders of a profile. */
export const ALL_PAIRS: OptionDeclaration = {
  flags: '--all-pairs',
  help: 'undo the whole sync, in all pairs of folders of the profile',
};

/** For commands that only read records: the user name is part of the pair, although nobody signs in. */
export const RECORDS: OptionGroup = {
  title: 'Which folders',
  options: [
    PROFILE,
    PROFILE_PAIR,
    { flags: '--no-prompt', help: 'never ask for the user name' },
    { flags: '--no-keyring', help: 'do not look up the user name in the keyring' },
    { flags: '--no-netrc', help: 'do not look up the user name in ~/.netrc' },
  ],
};
