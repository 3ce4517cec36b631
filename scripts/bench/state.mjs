// @ts-check
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { electronProgram } from '../electron-runtime.mjs';
import { run } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';
import { say } from '../lib/say.mjs';
import { buildBench } from './build.mjs';

const NAMES = ['load', 'run', 'big-run', 'growth', 'million-equal', 'million-new'];

/** What remembering costs. */
export async function stateBench() {
  const program = join(await buildBench('bench-state', ['state']), 'state.js');
  return {
    names: NAMES,
    /**
     * Measures cases, one after the other, and tells of each as it ends, without figures where it failed.
     * @param {readonly string[]} names
     * @param {(name: string, figures: import('./results.mjs').StateFigures | undefined) => Promise<void>} tell
     */
    measure: async (names, tell) => {
      const file = inRoot('out', 'bench-state-case.json');
      for (const name of names) {
        const code = await run(electronProgram, [program, name, file], {
          env: { ELECTRON_RUN_AS_NODE: '1' },
        });
        if (code !== 0) {
          await tell(name, undefined);
          continue;
        }
        /** @type {{ title: string, figures: Record<string, number> }} */
        const { title, figures } = JSON.parse(await readFile(file, 'utf8'));
        const shown = Object.entries(figures).map(([what, value]) => `${what} ${value.toFixed(2)}`);
        say(`${title}: ${shown.join(', ')}`);
        await tell(name, { kind: 'state', title, figures });
      }
      await rm(file, { force: true });
    },
  };
}
