import type { OptionGroup } from '../command.js';

/** What every command takes. */
export const COMMON: OptionGroup = {
  title: 'Output',
  options: [
    {
      flags: '-v, --verbose',
      help: 'tell more; twice for the dialogue with the server, secrets masked',
      counts: true,
    },
    { flags: '-q, --quiet', help: 'tell less; twice for errors only', counts: true },
    { flags: '--no-color', help: 'no colours, as with NO_COLOR in the environment' },
    { flags: '--json', help: 'write one event a line, as JSON' },
    { flags: '--log <FILE>', help: 'add what happens to a file as well' },
    {
      flags: '--state-dir <DIR>',
      help: 'where baselines and history live (by default, where the application has them)',
    },
  ],
};
