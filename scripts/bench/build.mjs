// @ts-check
import { build } from 'vite';
import { inRoot } from '../lib/root.mjs';

/**
 * Builds programs of test/bench, as the application is built, with the workers that they start.
 * @param {string} folder in `out`
 * @param {readonly string[]} programs
 */
export async function buildBench(folder, programs) {
  const outDir = inRoot('out', folder);
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      minify: false,
      rolldownOptions: {
        // The programs look for their workers beside themselves, also where they share their code.
        output: { chunkFileNames: '[name]-[hash].js' },
        input: {
          ...Object.fromEntries(programs.map((name) => [name, inRoot('test', 'bench', `${name}.ts`)])),
          'state-worker': inRoot('src', 'main', 'state', 'worker', 'state-worker.ts'),
          'disk-worker': inRoot('src', 'main', 'targets', 'local', 'worker', 'disk-worker.ts'),
          'hash-worker': inRoot('src', 'main', 'sync', 'hash', 'hash-worker.ts'),
        },
      },
    },
  });
  return outDir;
}
