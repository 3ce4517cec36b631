import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Runs the command line in a process of its own, the same program as Node, and ends this one as that ended. `built` is the folder of what was
 * built. Nothing of the window has begun by then, so that no display is needed.
 */
export function becomeCommandLine(built: string, words: readonly string[]): never {
  // A terminal sends Ctrl-C to both, and the other decides what comes of it.
  process.on('SIGINT', () => undefined);
  const { status } = spawnSync(process.execPath, [join(built, 'main', 'cli.js'), ...words], {
    stdio: 'inherit',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  process.exit(status ?? 1);
}
