import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { homedir } from 'node:os';
import { promisify, stripVTControlCharacters } from 'node:util';
import type { CommandEnd } from '../../../shared/run/command-report.js';

/** What is kept of what a command prints, in characters: its end, which says how it came out. */
const OUTPUT_AT_MOST = 4_000;

/** How long one that is to end may take for it before it is killed, in milliseconds. */
const FAREWELL_MS = 2_000;

/** How long the last of its output is waited for once it has ended, in milliseconds: what it has started may go on for long. */
const DRAIN_MS = 500;

export interface CommandInput {
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds. */
  readonly timeLimitMs: number;
  readonly signal: AbortSignal;
}

/** How a command ended, and the end of what it printed. */
export interface CommandResult {
  readonly end: CommandEnd;
  readonly output: string;
}

// What still runs when the program ends would run on, unseen and without limit.
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) killGroup(child, 'SIGKILL');
});

/**
 * Runs a program without a shell, in the user's home folder and with nothing to read. When its time is up or `signal` is aborted, it is ended with
 * all that it has started. Never rejects.
 */
export async function runCommand({ words, env, timeLimitMs, signal }: CommandInput): Promise<CommandResult> {
  const [program = '', ...args] = words;
  if (signal.aborted) return { end: { kind: 'stopped' }, output: '' };
  const child = spawn(program, args, {
    cwd: homedir(),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // A group of its own, so that all of it can be ended.
    detached: process.platform !== 'win32',
  });
  const output = gather(child);
  const { promise: ended, resolve } = Promise.withResolvers<CommandEnd>();
  child.once('error', (error) => resolve({ kind: 'not-started', why: codeOf(error) }));
  child.once('exit', (code, by) =>
    resolve(code === null ? { kind: 'killed', by: by ?? '' } : { kind: 'exited', code }),
  );
  running.add(child);
  let cut: CommandEnd | undefined;
  const end = (why: CommandEnd) => (): void => {
    cut ??= why;
    void endGroup(child, ended);
  };
  const stop = end({ kind: 'stopped' });
  const timer = setTimeout(end({ kind: 'timed-out' }), timeLimitMs);
  signal.addEventListener('abort', stop, { once: true });
  const how = await ended;
  clearTimeout(timer);
  signal.removeEventListener('abort', stop);
  running.delete(child);
  return { end: cut ?? how, output: await output.whole() };
}

/** What it prints from now on, to either stream. */
function gather(child: ChildProcess): { readonly whole: () => Promise<string> } {
  let text = '';
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  const closed = streams.map(
    (stream) =>
      new Promise<void>((resolve) => {
        stream.setEncoding('utf8');
        stream.on('data', (chunk: string) => (text = (text + chunk).slice(-2 * OUTPUT_AT_MOST)));
        stream.once('close', resolve);
        stream.once('error', () => resolve());
      }),
  );
  return {
    whole: async () => {
      await Promise.race([
        Promise.all(closed),
        new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref()),
      ]);
      for (const stream of streams) stream.destroy();
      const plain = stripVTControlCharacters(text).replaceAll('\r\n', '\n').replaceAll('\t', '  ');
      return plain.length > OUTPUT_AT_MOST ? `…${plain.slice(-OUTPUT_AT_MOST)}` : plain;
    },
  };
}

async function endGroup(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (process.platform === 'win32') {
    // Windows knows no groups: this ends what a process has started, as far as that is still known.
    await promisify(execFile)('taskkill', ['/pid', String(child.pid), '/t', '/f'], {
      windowsHide: true,
    }).catch(() => child.kill());
    return;
  }
  killGroup(child, 'SIGTERM');
  const timer = setTimeout(() => killGroup(child, 'SIGKILL'), FAREWELL_MS);
  await ended;
  clearTimeout(timer);
  // What it has started may be left.
  killGroup(child, 'SIGKILL');
}

function killGroup({ pid }: ChildProcess, by: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    if (process.platform === 'win32') process.kill(pid);
    else process.kill(-pid, by);
  } catch {
    // It has ended already.
  }
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
