// @ts-check
import { readFile, rm } from 'node:fs/promises';
import { cpus } from 'node:os';
import { build } from 'vite';
import { electronProgram } from '../electron-runtime.mjs';
import { ensurePackages } from '../lib/debian.mjs';
import { prepare } from '../lib/prepare.mjs';
import { output, run } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';
import { runMain, say, Stop } from '../lib/say.mjs';
import { writeBenchmarks } from './report.mjs';

/** The line itself, the servers' system, and whom we compare ourselves with. */
const PACKAGES = ['gcc', 'libc6-dev', 'iproute2', 'lftp', 'rclone', 'openssh-client'];
const ROUND_TRIP_MS = '40';
const WAN = inRoot('scripts', 'bench', 'wanlink', 'wan.sh');
const OUT = inRoot('out', 'bench');

await runMain(async () => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Stop('The long line is made of network namespaces: this needs Linux, and root.');
  }
  await prepare();
  await ensurePackages('The bench needs', PACKAGES);
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node24',
      outDir: OUT,
      minify: false,
      rolldownOptions: {
        input: {
          line: inRoot('test', 'bench', 'line.ts'),
          even: inRoot('test', 'bench', 'even.ts'),
          'state-worker': inRoot('src', 'main', 'state', 'worker.ts'),
          'disk-worker': inRoot('src', 'main', 'targets', 'local', 'disk-worker.ts'),
        },
      },
    },
  });
  const names = process.argv.slice(2);
  const file = inRoot('out', 'bench.json');
  await rm(file, { force: true });
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  const line = inRoot('out', 'bench', 'line.js');
  if ((await run(electronProgram, [line, '--fetch'], { env })) !== 0) {
    throw new Stop('The servers could not be fetched from Debian.');
  }
  if ((await run('bash', [WAN, 'up', ROUND_TRIP_MS])) !== 0) throw new Stop('The line could not be made.');
  try {
    const code = await run('bash', [WAN, 'client', electronProgram, line, file, ...names], { env });
    if (code !== 0) return code;
  } finally {
    await run('bash', [WAN, 'down']);
  }
  if (names.length === 0) {
    /** @type {Parameters<typeof writeBenchmarks>[0]} */
    const results = JSON.parse(await readFile(file, 'utf8'));
    await writeBenchmarks(results, {
      processor: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      lftp: output('lftp', ['--version'])?.match(/Version ([\d.]+)/)?.[1] ?? '?',
      rclone: output('rclone', ['version'])?.match(/v([\d.]+)/)?.[1] ?? '?',
      pureFtpd: '1.0.50',
    });
    say('docs/benchmarks.md is new.');
  }
  return 0;
});
