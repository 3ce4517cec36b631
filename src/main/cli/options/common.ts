import type { OptionGroup } from '../command.js';

/** What every command takes. */
export const COMMON: OptionGroup = {
  title: 'In general',
  options: [
    {
      flags: '-v, --verbose',
      help: 'print more: what is in sync, and why; twice for the dialogue with the server, secrets masked',
      counts: true,
    },
    { flags: '-q, --quiet', help: 'print less: only the result; twice for errors only', counts: true },
    { flags: '--no-color', help: 'no colors, as with NO_COLOR in the environment' },
    { flags: '--json', help: 'print one event per line as JSON (docs/json-events.md); asks nothing' },
    { flags: '--log <FILE>', help: 'also append the output to a file', default: 'no file' },
    {
      flags: '--state-dir <DIR>',
      help: 'where baselines and history are stored',
      default: 'the application’s folder',
    },
  ],
};
