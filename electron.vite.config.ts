import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
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
      rolldownOptions: {
        input: { preload: resolve('src/main/ipc/preload.ts') },
        // A sandboxed preload script can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve('src/renderer'),
    build: { rolldownOptions: { input: resolve('src/renderer/index.html') } },
    plugins: [react()],
  },
});
