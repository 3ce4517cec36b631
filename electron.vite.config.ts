import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// What the oldest runtime understands that the build has to run on: the command line also runs on Node (`engines` in package.json), the window
// on the fallback of scripts/lib/runtime-source.mjs.
const NODE = 'node22.16';
const CHROMIUM = 'chrome148';

export default defineConfig({
  main: {
    build: {
      target: NODE,
      rolldownOptions: {
        // The demo's server is installed with the tools only, so it would be bundled.
        external: ['ftp-srv'],
        input: {
          index: resolve('src/main/index.ts'),
          cli: resolve('src/main/cli/main.ts'),
          'state-worker': resolve('src/main/state/worker/state-worker.ts'),
          'disk-worker': resolve('src/main/targets/local/worker/disk-worker.ts'),
          'hash-worker': resolve('src/main/sync/hash/hash-worker.ts'),
        },
        // Beside the worker, which is found from where the code that starts it lies.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: NODE,
      rolldownOptions: {
        input: { preload: resolve('src/main/ipc/preload.ts') },
        // A sandboxed preload script can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve('src/renderer'),
    // The first picture waits for it to be read and parsed.
    build: {
      target: CHROMIUM,
      minify: true,
      // It is read from the disk, not from a network.
      chunkSizeWarningLimit: 1024,
      // One sheet, so that forced-colors.css has the last word also over what is loaded later.
      cssCodeSplit: false,
      rolldownOptions: { input: resolve('src/renderer/index.html') },
    },
    plugins: [react()],
  },
});
