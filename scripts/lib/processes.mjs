// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { root } from './root.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {Readonly<Record<string, string | undefined>>} Environment */

/** How long a process may take to end by itself once it was asked to, in milliseconds. */
const PATIENCE_MS = 5000;

/** How often to look whether whoever started us is still there, in milliseconds. */
const ORPHAN_CHECK_MS = 1000;

/** @type {Set<ChildProcess>} */
const running = new Set();

/**
 * Starts a process that ends at the latest when this one does.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Environment, stdio?: import('node:child_process').StdioOptions, cwd?: string, shell?: boolean, aside?: boolean }} [options]
 * `aside` keeps a Ctrl-C at the terminal from it: it is ended by us, after those who need it
 */
export function start(command, args, options = {}) {
  endWithUs();
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: options.stdio ?? 'inherit',
    shell: options.shell ?? false,
    detached: options.aside ?? false,
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * Resolves with the exit code; 1 where the process was ended by a signal or could not be started.
 * @param {ChildProcess} child
 * @returns {Promise<number>}
 */
export function ended(child) {
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Starts a process, waits for it, and gives its exit code.
 * @param {Parameters<typeof start>} args
 */
export function run(...args) {
  return ended(start(...args));
}

/**
 * Starts a process and waits for it, as `run` does, but holds back what it prints until it ends: several can run side by side
 * without their lines getting mixed.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number, printed: string }>} `printed` in the order in which it came
 */
export async function runQuietly(command, args) {
  const child = start(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {Buffer[]} */
  const chunks = [];
  child.stdout?.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
  child.stderr?.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
  const code = await ended(child);
  return { code, printed: Buffer.concat(chunks).toString('utf8') };
}

/**
 * What a short command printed, or `undefined` where it is missing or failed.
 * @param {string} command
 * @param {readonly string[]} args
 */
export function output(command, args) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', windowsHide: true });
  return result.status === 0 ? result.stdout : undefined;
}

/**
 * How to call npm: the very one that runs this script where there is one, since `npm` is no program on Windows.
 * @param {readonly string[]} args
 * @returns {{ command: string, args: readonly string[], shell: boolean }}
 */
export function npm(args) {
  const cli = process.env['npm_execpath'];
  return cli !== undefined && /npm-cli\.c?js$/.test(cli)
    ? { command: process.execPath, args: [cli, ...args], shell: false }
    : { command: 'npm', args, shell: process.platform === 'win32' };
}

/**
 * Asks a process to end, and makes it where it will not.
 * @param {ChildProcess} child
 */
export async function end(child) {
  if (!running.has(child)) return;
  const gone = ended(child);
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await gone;
  clearTimeout(force);
}

/** Ends every process started here, the latest first: a display outlives the windows on it. */
export async function endAll() {
  for (const child of [...running].reverse()) await end(child);
}

let watching = false;

/** From the first process on, no way of ending this script leaves one behind. */
function endWithUs() {
  if (watching) return;
  watching = true;
  const signals = /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]);
  const leave = (/** @type {number} */ code) => void endAll().then(() => process.exit(code));
  for (const [signal, code] of signals) process.once(signal, () => leave(code));
  // npm and the shell between it and us pass a Ctrl-C on, but not every way of ending them.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) leave(143);
  }, ORPHAN_CHECK_MS).unref();
  process.once('exit', () => {
    for (const child of running) child.kill('SIGKILL');
  });
}
