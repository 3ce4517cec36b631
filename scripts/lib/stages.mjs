// @ts-check
import { rm } from 'node:fs/promises';
import { electronProgram } from '../electron-runtime.mjs';
import { build } from './build.mjs';
import { NOTHING, playwrightCounts, vitestCounts } from './counts.mjs';
import { makeInspectable } from './inspectable.mjs';
import { packageApplication } from './package.mjs';
import { run, runQuietly } from './processes.mjs';
import { inRoot } from './root.mjs';
import { Stop } from './say.mjs';

/**
 * A step of `npm test`: its name as the person types it, and what carries it out. One that checks without counting tests
 * gives no counts of its own.
 * `printed` is what is still to be shown of one that ran side by side with others.
 * @typedef {{ code: number, counts: import('./counts.mjs').Counts | undefined, printed?: string }} Outcome
 * @typedef {object} Stage
 * @property {string} name
 * @property {boolean} [onlyAsked] whether it runs only where somebody names it
 * @property {boolean} [sideBySide] whether it may run beside its neighbours that say so too: it only reads
 * @property {(env: import('./processes.mjs').Environment) => Promise<Outcome>} run
 */

/** @type {readonly Stage[]} */
export const STAGES = [
  check('types', [
    ['typescript/bin/tsc', '-p', 'tsconfig.json'],
    ['typescript/bin/tsc', '-p', 'tsconfig.renderer.json'],
  ]),
  check('lint', [['eslint/bin/eslint.js', '.']]),
  check('format', [['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']]),
  vitest('unit'),
  vitest('integration'),
  making('build', build),
  making('package', packageApplication),
  playwright('e2e'),
  playwright('security', { files: ['e2e/security/'], packaged: true }),
  { ...playwright('packaged', { packaged: true }), onlyAsked: true },
];

/**
 * Stages in the order in which they run: neighbours that may run side by side are one group.
 * @param {readonly Stage[]} stages
 * @returns {readonly (readonly Stage[])[]}
 */
export function grouped(stages) {
  /** @type {Stage[][]} */
  const groups = [];
  for (const stage of stages) {
    const last = groups.at(-1);
    if (stage.sideBySide === true && last?.at(-1)?.sideBySide === true) last.push(stage);
    else groups.push([stage]);
  }
  return groups;
}

/**
 * The stages that run just these test files or folders: what is in `e2e` is built first and driven in the window, the rest
 * runs on Vitest.
 * @param {readonly string[]} files relative to the root, or parts of such a path
 * @param {{ packaged: boolean }} [options] whether windows are those of the packaged application, which is there
 * @returns {readonly Stage[]}
 */
export function filesAsStages(files, { packaged } = { packaged: false }) {
  const windows = files.filter((file) => file.split('/').includes('e2e'));
  const others = files.filter((file) => !windows.includes(file));
  return [
    ...(others.length === 0 ? [] : [vitest('files', others)]),
    ...(windows.length === 0 || packaged ? [] : [making('build', build)]),
    ...(windows.length === 0 ? [] : [playwright('e2e files', { files: windows, packaged })]),
  ];
}

/**
 * A tool that says yes or no. Several such stages can run side by side.
 * @param {string} name
 * @param {readonly (readonly [string, ...string[]])[]} tools
 * @returns {Stage}
 */
function check(name, tools) {
  return {
    name,
    sideBySide: true,
    run: async () => {
      const ends = await Promise.all(
        tools.map(([tool, ...args]) => runQuietly(process.execPath, [inRoot('node_modules', tool), ...args])),
      );
      return {
        code: Math.max(...ends.map(({ code }) => code)),
        counts: NOTHING,
        printed: ends.map(({ printed }) => printed).join(''),
      };
    },
  };
}

/**
 * A step that makes what a later one tests.
 * @param {string} name
 * @param {() => Promise<unknown>} make
 * @returns {Stage}
 */
function making(name, make) {
  return {
    name,
    run: async () => {
      try {
        await make();
        return { code: 0, counts: NOTHING };
      } catch (error) {
        if (!(error instanceof Stop)) throw error;
        process.stderr.write(`${error.message}\n`);
        return { code: 1, counts: NOTHING };
      }
    },
  };
}

/**
 * A project of Vitest, or some of its files, on the Node that Electron holds, since that is the one that ships.
 * @param {string} name the project's name where no files are given
 * @param {readonly string[]} [files]
 * @returns {Stage}
 */
function vitest(name, files) {
  return {
    name,
    run: async (env) => {
      const report = inRoot('.cache', 'counts', `${name}.json`);
      await rm(report, { force: true });
      const args = [
        inRoot('node_modules', 'vitest', 'vitest.mjs'),
        'run',
        ...(files ?? [`--project=${name}`]),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ];
      const code = await run(electronProgram, args, { env: { ...env, ELECTRON_RUN_AS_NODE: '1' } });
      return { code, counts: await vitestCounts(report) };
    },
  };
}

/**
 * The tests in the real window, or some of their files, with the build or with the packaged application.
 * @param {string} name
 * @param {{ files?: readonly string[], packaged?: boolean }} [options]
 * @returns {Stage}
 */
function playwright(name, { files = [], packaged = false } = {}) {
  return {
    name,
    run: async (env) => {
      const report = inRoot('.cache', 'counts', 'e2e.json');
      await rm(report, { force: true });
      const args = [inRoot('node_modules', '@playwright', 'test', 'cli.js'), 'test', ...files];
      // Electron's own variables would change how the tested application starts.
      const clean = { ...env, ELECTRON_RUN_AS_NODE: undefined, NODE_OPTIONS: undefined };
      const program = packaged ? await makeInspectable() : undefined;
      const code = await run(process.execPath, args, {
        env: { ...clean, EVENKEEL_PACKAGED: program, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      });
      return { code, counts: await playwrightCounts(report) };
    },
  };
}
