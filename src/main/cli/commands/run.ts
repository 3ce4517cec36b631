import type { Command } from '../command.js';
import { COMMON } from '../options/common.js';
import { COMPARING, EITHER_WINS, FILTERS, ONE_WAY, RUNNING } from '../options/sync.js';
import { SIGN_IN } from '../options/sign-in.js';

export const run: Command = {
  name: 'run',
  summary: 'run a task from the nearest evenkeel.yaml or pyftpsync.yaml',
  description:
    'Runs TASK from the nearest evenkeel.yaml or pyftpsync.yaml, in this folder or above. Without TASK, runs the default_task. Options override the file.',
  details: [
    'A task has the keys command (upload, download, sync or tree), remote, local (by default the folder of the file), and the long options with _ instead of -; common_config holds keys for all tasks. Paths are relative to the folder of the file. The file itself is never synced.',
    'A file that belongs to another user is refused. If a task sets log, state_dir, or a local folder outside the folder of the file, you have to allow it once at a terminal, and again after each change of the file.',
    'If the file is in a parent folder, choose with --root or --here, or with root: true or here: true in the task; otherwise you are asked.',
  ],
  operands: [{ name: 'TASK', help: 'the name of a task in the file', optional: true }],
  options: [
    {
      title: 'Where',
      options: [
        { flags: '--root', help: 'sync the task’s whole folder, from any folder in it' },
        { flags: '--here', help: 'sync only the current folder and its remote counterpart' },
        { flags: '--execute', help: 'run it even if the file says dry_run: true' },
        { flags: '--no-dry-run', help: 'the same as --execute' },
        { flags: '--files', help: 'tree: include files' },
        { flags: '--sort', help: 'tree: sort by name' },
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
    { line: 'evenkeel run', meaning: 'run the default task' },
    { line: 'evenkeel run deploy --here', meaning: 'deploy the current folder' },
    { line: 'evenkeel run deploy --dry-run', meaning: 'see what the task would do' },
  ],
  run: async (given, context) => (await import('../tasks/run-task.js')).runTask(given, context),
};
