import { homedir } from 'node:os';
import { spareMemory } from '../activity/spare-memory.js';
import { TerminalAsker } from './conflict-prompt/terminal-asker.js';
import { COMMANDS } from './commands/table.js';
import { EXIT } from './exit-code.js';
import { runProgram } from './program.js';
import type { Output, Shell } from './cli-context.js';

// The program itself: what the system gives becomes a shell, and the exit code goes back to it.

spareMemory();

const stop = new AbortController();

function onStop(): void {
  // The second time at once: S5 holds whenever it ends.
  if (stop.signal.aborted) process.exit(EXIT.stopped);
  stop.abort();
  process.stderr.write('\nStopping. Press Ctrl-C again to quit at once.\n');
}

function output(stream: NodeJS.WriteStream): Output {
  // Whoever read it has gone: there is nobody to do it for any more.
  stream.on('error', () => stop.abort());
  return {
    write: (text) => void stream.write(text),
    get isTerminal() {
      return stream.isTTY;
    },
    get columns() {
      return stream.isTTY ? stream.columns : undefined;
    },
  };
}

const err = output(process.stderr);
const shell: Shell = {
  env: process.env,
  folder: process.cwd(),
  platform: process.platform,
  homeFolder: homedir(),
  out: output(process.stdout),
  err,
  asker:
    process.stdin.isTTY && process.stderr.isTTY
      ? new TerminalAsker(process.stdin, err, stop.signal, onStop)
      : undefined,
  signal: stop.signal,
  now: Date.now,
};

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onStop);

const code = await runProgram(COMMANDS, process.argv.slice(2), shell);
// Connections that take long to say goodbye keep nobody waiting.
process.exitCode = code;
await Promise.all(
  [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))),
);
process.exit(code);
