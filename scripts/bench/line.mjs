// @ts-check
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { electronProgram } from '../electron-runtime.mjs';
import { ensurePackages } from '../lib/debian.mjs';
import { output, run } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';
import { say, Stop } from '../lib/say.mjs';
import { buildBench } from './build.mjs';

/** The line itself, the servers' system, and whom we compare ourselves with. */
const PACKAGES = ['gcc', 'libc6-dev', 'iproute2', 'lftp', 'rclone', 'openssh-client'];
const WAN = inRoot('scripts', 'bench', 'wanlink', 'wan.sh');
const ENV = { ELECTRON_RUN_AS_NODE: '1' };

/** Transfers, beside other tools: over a long line between two network namespaces, and over the loopback interface. */
export async function lineBench() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Stop('The long line is made of network namespaces: this needs Linux, and root.');
  }
  await ensurePackages('The bench needs', PACKAGES);
  const program = join(await buildBench('bench', ['line', 'sync']), 'line.js');
  if ((await run(electronProgram, [program, '--fetch'], { env: ENV })) !== 0) {
    throw new Stop('The servers could not be fetched from Debian.');
  }
  const listed = output('env', [
    ...Object.entries(ENV).map(([name, value]) => `${name}=${value}`),
    electronProgram,
    program,
    '--list',
  ]);
  /** @type {readonly { name: string, line: { roundTripMs: number, megabits?: number } | 'loopback' }[]} */
  const cases = JSON.parse(listed ?? '[]');
  return {
    names: cases.map(({ name }) => name),
    /**
     * Measures cases, one after the other, and tells of each as it ends, without figures where it failed.
     * @param {readonly string[]} names
     * @param {(name: string, figures: import('./results.mjs').LineFigures | undefined) => Promise<void>} tell
     */
    measure: async (names, tell) => {
      const file = inRoot('out', 'bench-case.json');
      const chosen = cases.filter(({ name }) => names.includes(name));
      let up = '';
      try {
        for (const { name, line } of chosen) {
          await rm(file, { force: true });
          if (line !== 'loopback' && up !== JSON.stringify(line)) {
            const { roundTripMs, megabits = 0 } = line;
            if ((await run('bash', [WAN, 'up', String(roundTripMs), String(megabits)])) !== 0)
              throw new Stop('The line could not be made.');
            up = JSON.stringify(line);
          }
          const within = line === 'loopback' ? [] : ['bash', WAN, 'client'];
          const code = await run('env', [...within, electronProgram, program, name, file], { env: ENV });
          await tell(name, code === 0 ? await figuresIn(file) : undefined);
        }
      } finally {
        if (up !== '') await run('bash', [WAN, 'down']);
        await rm(file, { force: true });
      }
      say('Seconds are wall time, the start of each program included.');
    },
  };
}

/**
 * @param {string} file
 * @returns {Promise<import('./results.mjs').LineFigures>}
 */
async function figuresIn(file) {
  /** @type {Omit<import('./results.mjs').LineFigures, 'kind'>} */
  const measured = JSON.parse(await readFile(file, 'utf8'));
  return { kind: 'line', ...measured };
}
