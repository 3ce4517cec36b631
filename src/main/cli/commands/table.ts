import type { Command } from '../command.js';
import { download } from './download.js';
import { run } from './run.js';
import { sync } from './sync.js';
import { upload } from './upload.js';

/** Every command, in the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [upload, download, sync, run];
