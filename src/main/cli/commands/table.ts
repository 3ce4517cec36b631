import type { Command } from '../command.js';
import { apply } from './apply.js';
import { conflicts } from './conflicts.js';
import { download } from './download.js';
import { plan } from './plan.js';
import { run } from './run.js';
import { sync } from './sync.js';
import { upload } from './upload.js';

/** Every command, in the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [upload, download, sync, run, plan, apply, conflicts];
