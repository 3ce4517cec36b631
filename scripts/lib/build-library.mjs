// @ts-check
import { readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { fingerprint } from './build.mjs';
import { run } from './processes.mjs';
import { inRoot } from './root.mjs';
import { Stop } from './say.mjs';

const OUT = inRoot('out', 'library');

/** Remembers what the library in `out` was made from. */
const STAMP = inRoot('out', 'library', '.built-from');

/** Builds the library, unless the last build was made from the same sources. */
export async function ensureLibrary() {
  const built = await readFile(STAMP, 'utf8').catch(() => '');
  if (built !== (await fingerprint())) await buildLibrary();
}

/**
 * Builds what `import 'evenkeel'` gives: modules for the Node that the package names, and the types of all that they export. What
 * package.json depends on is not bundled.
 */
export async function buildLibrary() {
  const sources = await fingerprint();
  await rm(OUT, { recursive: true, force: true });
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: inRoot(),
    // Nothing of the window belongs to it.
    publicDir: false,
    build: {
      ssr: true,
      target: 'node22',
      outDir: OUT,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: {
          index: inRoot('src', 'main', 'library', 'index.ts'),
          contract: inRoot('src', 'main', 'library', 'contract', 'index.ts'),
          'state-worker': inRoot('src', 'main', 'state', 'worker', 'state-worker.ts'),
          'disk-worker': inRoot('src', 'main', 'targets', 'local', 'worker', 'disk-worker.ts'),
          'hash-worker': inRoot('src', 'main', 'sync', 'hash', 'hash-worker.ts'),
        },
        external: [...builtinModules],
        // Beside the worker, which is found from where the code that starts it lies.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  const tsc = inRoot('node_modules', 'typescript', 'bin', 'tsc');
  if ((await run(process.execPath, [tsc, '-p', inRoot('tsconfig.library.json')])) !== 0) {
    throw new Stop('The types of the library could not be made; what was printed above says why.');
  }
  await writeFile(STAMP, sources);
}
