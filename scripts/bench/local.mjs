// @ts-check
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { electronProgram } from '../electron-runtime.mjs';
import { ensurePackages } from '../lib/debian.mjs';
import { output, run } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';
import { Stop } from '../lib/say.mjs';
import { buildBench } from './build.mjs';

/** Between two folders of this computer, beside rsync and find. */
export async function localBench() {
  if (process.platform !== 'linux') throw new Stop('rsync and find are those of Debian: this needs Linux.');
  await ensurePackages('The bench needs', ['rsync', 'findutils']);
  const program = join(await buildBench('bench-local', ['local', 'sync', 'walk']), 'local.js');
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  const listed = output('env', [
    ...Object.entries(env).map((each) => each.join('=')),
    electronProgram,
    program,
    '--list',
  ]);
  /** @type {readonly string[]} */
  const names = JSON.parse(listed ?? '[]');
  return {
    names,
    /**
     * Measures cases, one after the other, and tells of each as it ends, without figures where it failed.
     * @param {readonly string[]} names
     * @param {(name: string, figures: import('./results.mjs').LineFigures | undefined) => Promise<void>} tell
     */
    measure: async (names, tell) => {
      const file = inRoot('out', 'bench-local-case.json');
      for (const name of names) {
        await rm(file, { force: true });
        const code = await run(electronProgram, [program, name, file], { env });
        /** @type {Omit<import('./results.mjs').LineFigures, 'kind'> | undefined} */
        const measured = code === 0 ? JSON.parse(await readFile(file, 'utf8')) : undefined;
        await tell(name, measured && { kind: 'line', ...measured });
      }
      await rm(file, { force: true });
    },
  };
}
