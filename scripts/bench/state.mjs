// @ts-check
import { readFile, rm, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { build } from 'vite';
import { electronProgram } from '../electron-runtime.mjs';
import { prepare } from '../lib/prepare.mjs';
import { run } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';
import { runMain, say, Stop } from '../lib/say.mjs';

const NAMES = ['load', 'run', 'big-run', 'million-equal', 'million-new'];
const OUT = inRoot('out', 'bench-state');
const FILE = inRoot('out', 'bench-state.json');

await runMain(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) throw new Stop(`There is no case “${unknown}”, only ${NAMES.join(', ')}.`);
  await prepare();
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
          state: inRoot('test', 'bench', 'state.ts'),
          'state-worker': inRoot('src', 'main', 'state', 'worker.ts'),
          'disk-worker': inRoot('src', 'main', 'targets', 'local', 'disk-worker.ts'),
        },
      },
    },
  });
  /** @type {{ name: string, title: string, figures: Record<string, number> }[]} */
  const results = [];
  const one = inRoot('out', 'bench-state-case.json');
  for (const name of asked.length > 0 ? asked : NAMES) {
    const args = [inRoot('out', 'bench-state', 'state.js'), name, one];
    const code = await run(electronProgram, args, { env: { ELECTRON_RUN_AS_NODE: '1' } });
    if (code !== 0) throw new Stop(`The case “${name}” failed.`);
    const result = /** @type {typeof results[number]} */ (JSON.parse(await readFile(one, 'utf8')));
    results.push(result);
    const figures = Object.entries(result.figures).map(([what, value]) => `${what} ${value.toFixed(2)}`);
    say(`| ${result.title} | ${figures.join(' | ')} |`);
  }
  await rm(one, { force: true });
  const machine = { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
  await writeFile(FILE, `${JSON.stringify({ machine, results }, undefined, 2)}\n`);
  say('All of it, with the machine, is in out/bench-state.json.');
  return 0;
});
