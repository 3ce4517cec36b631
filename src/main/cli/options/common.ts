import type { OptionGroup } from '../command.js';

/** What every command takes. */
export const COMMON: OptionGroup = {
  title: 'In general',
  options: [
    {
      flags: '-v, --verbose',
      help: 'tell more: what is even, and why; twice for the dialogue with the server, secrets masked',
      counts: true,
    },
    { flags: '-q, --quiet', help: 'tell less: how it ended; twice for errors only', counts: true },
    { flags: '--no-color', help: 'no colours, as with NO_COLOR in the environment' },
    { flags: '--json', help: 'write one event a line, as JSON (docs/json-events.md); nobody is asked then' },
    { flags: '--log <FILE>', help: 'add what happens to a file as well', default: 'no file' },
    {
      flags: '--state-dir <DIR>',
      help: 'where baselines and history live',
      default: 'where the application has them',
    },
  ],
};
