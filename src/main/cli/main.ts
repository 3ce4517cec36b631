import { homedir } from 'node:os';
import { spareMemory } from '../session/spare-memory.js';
import { TerminalAsker } from './conflict-prompt/terminal-asker.js';
import { COMMANDS } from './commands/table.js';
import { EXIT } from './exit-code.js';
import { outputError, OutputLost } from './output/output-lost.js';
import { runProgram } from './program.js';
import type { Output, CliContext } from './cli-context.js';
import { cliRunText } from './text/run.js';

// The program itself: makes the context from what the system provides, and returns the exit code to it.

spareMemory();

const stop = new AbortController();

function onStop(): void {
  // The second time at once: S5 holds whenever it ends.
  if (stop.signal.aborted) process.exit(EXIT.stopped);
  stop.abort();
  process.stderr.write(`\n${cliRunText.stopping}\n`);
}

/** Why the output could not be written, if it couldn’t. */
let unwritable: unknown;

function output(stream: NodeJS.WriteStream): Output {
  // Without output nobody would know what is done, so the work stops.
  stream.on('error', (error) => {
    unwritable ??= error;
    stop.abort(new OutputLost());
  });
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
const context: CliContext = {
  env: process.env,
  program: [process.execPath, ...process.argv.slice(1, 2)],
  words: process.argv.slice(2),
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

const code = await runProgram(COMMANDS, context.words, context);
// Connections that are slow to close must not delay the exit.
process.exitCode = code;
await flush();
const lost = unwritable === undefined ? undefined : outputError(unwritable);
if (lost !== undefined) {
  process.stderr.write(`evenkeel: ${lost}\n`);
  await flush();
}
process.exit(lost === undefined ? code : EXIT.failed);

async function flush(): Promise<void> {
  const streams = [process.stdout, process.stderr];
  await Promise.all(streams.map((stream) => new Promise((done) => stream.write('', done))));
  // A stream tells of its error only after it has told the callback.
  await new Promise((done) => setImmediate(done));
}
