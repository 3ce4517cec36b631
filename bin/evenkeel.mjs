#!/usr/bin/env node
// @ts-check
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Starts the command line on this very Node where its SQLite has all that is needed, else on Electron as Node.

// Node 18 has no `import.meta.dirname`, and is to be told so in words as well.
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const program = join(root, 'out', 'main', 'cli.js');

if (!existsSync(program)) fail('The command line has not been built.', 'Run npm run build in its folder.');
if (isNewEnough()) await import(pathToFileURL(program).href);
else runElsewhere();

/** The same as src/main/state/sqlite/needed-node.ts, which an old Node could not load. */
function isNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major >= 24 || (major === 22 && minor >= 16);
}

function runElsewhere() {
  const runtime = runtimes().find((path) => existsSync(path));
  if (runtime === undefined) {
    fail(
      `Evenkeel needs Node 22.16 or newer (but not Node 23); this is ${process.versions.node}.`,
      'Install a newer Node, or the application.',
    );
  }
  const child = spawn(runtime, [program, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  // A terminal sends Ctrl-C to both, and the child decides what comes of it; others send their signals here only.
  process.on('SIGINT', () => undefined);
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code) => process.exit(code ?? 1));
}

/** @returns {readonly string[]} where a runtime that will do may lie */
function runtimes() {
  const electron = join(root, 'node_modules', 'electron', 'dist');
  switch (process.platform) {
    case 'win32':
      return [
        join(electron, 'electron.exe'),
        join(process.env['LOCALAPPDATA'] ?? homedir(), 'Programs', 'Evenkeel', 'Evenkeel.exe'),
      ];
    case 'darwin':
      return [
        join(electron, 'Electron.app', 'Contents', 'MacOS', 'Electron'),
        '/Applications/Evenkeel.app/Contents/MacOS/Evenkeel',
      ];
    default:
      return [join(electron, 'electron'), '/opt/Evenkeel/evenkeel-app'];
  }
}

/**
 * @param {string} what
 * @param {string} hint
 * @returns {never}
 */
function fail(what, hint) {
  process.stderr.write(`evenkeel: ${what}\n  ${hint}\n`);
  process.exit(1);
}
