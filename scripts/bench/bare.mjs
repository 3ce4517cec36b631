// @ts-check
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { _electron } from 'playwright';
import { electronProgram } from '../electron-runtime.mjs';
import { ensureBuilt } from '../lib/build.mjs';
import { ensureDisplay } from '../lib/display.mjs';
import { inRoot } from '../lib/root.mjs';
import { say } from '../lib/say.mjs';

/** How often each of the two is started; the middle time counts. */
const STARTS = 7;
/** How long both rest before they are watched, and are watched, in milliseconds. */
const REST_MS = 15_000;
const WATCH_MS = 30_000;

/** The number of clock ticks of a second in `/proc`, on every Linux that Electron runs on. */
const TICKS = 100;

/** An application of Electron with a window and nothing else: what everything is compared with. */
const BARE = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1240, height: 800, webPreferences: { sandbox: true } });
  void window.loadURL('data:text/html,<h1>Bare</h1><button>New profile</button>');
});
`;

/** How long it takes from the start to a window that can be used, beside a bare window of Electron. */
export async function startBench() {
  await ensureBuilt();
  return {
    names: ['start'],
    /**
     * @param {readonly string[]} _names
     * @param {(name: string, figures: import('./results.mjs').BareFigures | undefined) => Promise<void>} tell
     */
    measure: (_names, tell) =>
      besideBare(async ({ evenkeel, bare }) => {
        /** @type {{ evenkeel: number[], bare: number[] }} */
        const ms = { evenkeel: [], bare: [] };
        // In turns, so that whatever else the computer does comes upon both. The first ones fill the disk's cache.
        for (let turn = 0; turn <= STARTS; turn += 1) {
          for (const [who, open] of /** @type {const} */ ([
            ['bare', bare],
            ['evenkeel', evenkeel],
          ])) {
            const begun = performance.now();
            const running = await open();
            if (turn > 0) ms[who].push(performance.now() - begun);
            await running.close();
          }
        }
        await tell(
          'start',
          figuresOf('From start to a usable window', 'ms', middle(ms.evenkeel), middle(ms.bare)),
        );
      }),
  };
}

/** What all processes take while nobody does anything, beside those of a bare window of Electron. Linux only. */
export async function idleBench() {
  await ensureBuilt();
  return {
    names: ['idle-memory', 'idle-processor'],
    /**
     * @param {readonly string[]} names
     * @param {(name: string, figures: import('./results.mjs').BareFigures | undefined) => Promise<void>} tell
     */
    measure: (names, tell) =>
      besideBare(async ({ evenkeel, bare }) => {
        const [own, other] = [await idleOf(evenkeel), await idleOf(bare)];
        if (names.includes('idle-memory')) {
          await tell(
            'idle-memory',
            figuresOf('Memory of all processes, idle', 'MB', own.megabytes, other.megabytes),
          );
        }
        if (names.includes('idle-processor')) {
          await tell(
            'idle-processor',
            figuresOf('Processor time a minute, idle', 'ms', own.msPerMinute, other.msPerMinute),
          );
        }
      }),
  };
}

/**
 * @param {(apps: { evenkeel: () => Promise<Opened>, bare: () => Promise<Opened> }) => Promise<void>} work
 * @typedef {{ pid: number, close: () => Promise<void> }} Opened
 */
async function besideBare(work) {
  const display = await ensureDisplay();
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-bench-'));
  /**
   * @param {string} what
   * @param {string} name
   */
  const open = async (what, name) => {
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const app = await _electron.launch({
      executablePath: electronProgram,
      args: [...root, what, `--user-data-dir=${join(folder, name)}`, ...display.args],
      env: environment({ ...process.env, ...display.env }),
    });
    const page = await app.firstWindow();
    await page.getByRole('button', { name: 'New profile' }).first().waitFor();
    return { pid: app.process().pid ?? 0, close: () => app.close() };
  };
  try {
    await writeFile(join(folder, 'bare.cjs'), BARE);
    await work({
      evenkeel: () => open(inRoot(), 'evenkeel'),
      bare: () => open(join(folder, 'bare.cjs'), 'bare'),
    });
  } finally {
    await display.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {() => Promise<Opened>} open */
async function idleOf(open) {
  const { pid, close } = await open();
  try {
    await delay(REST_MS);
    const pids = await processesOf(pid);
    const before = await ticksOf(pids);
    await delay(WATCH_MS);
    const ticks = (await ticksOf(pids)) - before;
    return { megabytes: await megabytesOf(pids), msPerMinute: (ticks / TICKS) * 1000 * (60_000 / WATCH_MS) };
  } finally {
    await close();
  }
}

/**
 * A process and all that it has started.
 * @param {number} pid
 * @returns {Promise<readonly number[]>}
 */
async function processesOf(pid) {
  const found = [pid];
  for (const task of await readdir(`/proc/${pid}/task`)) {
    const children = await readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => '');
    for (const child of children.trim().split(' ')) {
      if (child !== '') found.push(...(await processesOf(Number(child))));
    }
  }
  return found;
}

/** @param {readonly number[]} pids */
async function ticksOf(pids) {
  let ticks = 0;
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The name, in brackets, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  return ticks;
}

/**
 * What they share is counted once.
 * @param {readonly number[]} pids
 */
async function megabytesOf(pids) {
  let kilobytes = 0;
  for (const pid of pids) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return kilobytes / 1000;
}

/**
 * @param {string} title
 * @param {'ms' | 'MB'} unit
 * @param {number} evenkeel
 * @param {number} bare
 * @returns {import('./results.mjs').BareFigures}
 */
function figuresOf(title, unit, evenkeel, bare) {
  const ratio = evenkeel / bare;
  say(`${title}: ${evenkeel.toFixed(0)} ${unit}, bare ${bare.toFixed(0)} ${unit}, × ${ratio.toFixed(2)}`);
  return { kind: 'bare', title, unit, evenkeel, bare, ratio };
}

/** @param {readonly number[]} values */
function middle(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** @param {NodeJS.ProcessEnv} env */
function environment(env) {
  /** @type {Record<string, string>} */
  const clean = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && name !== 'ELECTRON_RUN_AS_NODE') clean[name] = value;
  }
  return clean;
}
