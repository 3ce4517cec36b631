import type { Command } from '../command.js';
import { apply } from './apply.js';
import { completion } from './completion.js';
import { conflicts } from './conflicts.js';
import { doctor } from './doctor.js';
import { history } from './history.js';
import { plan } from './plan.js';
import { profiles } from './profiles.js';
import { run } from './run.js';
import { scan } from './scan.js';
import { download, sync, upload } from './sync.js';
import { tree } from './tree.js';
import { undo } from './undo.js';
import { verify } from './verify.js';
import { versions } from './versions.js';
import { watch } from './watch.js';

/** Every command, in the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [
  upload,
  download,
  sync,
  run,
  watch,
  scan,
  tree,
  plan,
  apply,
  conflicts,
  verify,
  undo,
  history,
  versions,
  profiles,
  doctor,
  completion,
];
