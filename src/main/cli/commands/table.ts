import type { Command } from '../command.js';
import { apply } from './apply.js';
import { completion } from './completion.js';
import { conflicts } from './conflicts.js';
import { download } from './download.js';
import { plan } from './plan.js';
import { run } from './run.js';
import { scan } from './scan.js';
import { sync } from './sync.js';
import { tree } from './tree.js';
import { upload } from './upload.js';

/** Every command, in the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [
  upload,
  download,
  sync,
  run,
  scan,
  tree,
  plan,
  apply,
  conflicts,
  completion,
];
