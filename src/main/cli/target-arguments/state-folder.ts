import { resolve } from 'node:path';
import { applicationFolder } from '../../state/state-folder.js';
import type { Options } from '../options/read-options.js';
import type { CliContext } from '../cli-context.js';

/** The folder in which profiles, baselines and history live: the application's own unless `--state-dir` names another one. */
export function stateFolderOf({ stateDir }: Pick<Options, 'stateDir'>, context: CliContext): string {
  return stateDir === undefined ? applicationFolder(context) : resolve(context.folder, stateDir);
}
