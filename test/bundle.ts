import { resolve } from 'node:path';
import { build } from 'vite';

/**
 * Builds modules of this project into `outDir`, each by the name that it has here, as the application's builds do: a thread is a file beside
 * whoever starts it. What is in `outDir` already stays. `external` names packages that are left to be found at run time.
 */
export async function bundle(
  input: Readonly<Record<string, string>>,
  outDir: string,
  external: readonly string[] = [],
): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: [...external] },
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(([name, file]) => [name, resolve(file)])),
      },
    },
  });
}
