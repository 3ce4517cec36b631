import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { COMPARING, EITHER_WINS, FILTERS, ONE_WAY, RUNNING } from '../options/sync.js';
import { SIGN_IN } from '../options/sign-in.js';

export const run: Command = {
  name: 'run',
  summary: 'do a task of the nearest evenkeel.yaml or pyftpsync.yaml',
  description:
    'Does TASK as the nearest evenkeel.yaml or pyftpsync.yaml describes it, here or in a folder above. Without TASK it is the default_task. Options go before what the file says.',
  details: [
    'The keys of a task are command (upload, download, sync or tree), remote, local (the folder of the file, unless it says otherwise), and the long options with _ for -; common_config holds those of all tasks. Paths are counted from the folder of the file, which is never synced itself.',
    'A file that belongs to another user is refused, and so is one with log, state_dir, or a local folder outside the folder of the file, until somebody at a terminal has allowed that; each change of the file asks again.',
    'Where the file lies in a folder above, --root or --here says what is meant, or root: true or here: true in the task; else you are asked at a terminal.',
  ],
  operands: [{ name: 'TASK', help: 'the name of a task in the file', optional: true }],
  options: [
    {
      title: 'Where',
      options: [
        { flags: '--root', help: 'work on the whole of the task’s folder, from wherever below it' },
        { flags: '--here', help: 'work on the folder that you are in only, and its counterpart' },
        { flags: '--execute', help: 'do it although the file says dry_run: true' },
        { flags: '--no-dry-run', help: 'the same as --execute' },
        { flags: '--files', help: 'for tree: the files as well' },
        { flags: '--sort', help: 'for tree: in the order of the alphabet' },
      ],
    },
    EITHER_WINS,
    ONE_WAY,
    COMPARING,
    FILTERS,
    RUNNING,
    SIGN_IN,
    COMMON,
  ],
  examples: [
    { line: 'evenkeel run', meaning: 'do the default task' },
    { line: 'evenkeel run deploy --here', meaning: 'deploy the folder that you are in, and what lies in it' },
    { line: 'evenkeel run deploy --dry-run', meaning: 'see what the task would do' },
  ],
  run: async (given, shell) => (await import('../tasks/run-task.js')).runTask(given, shell),
};
