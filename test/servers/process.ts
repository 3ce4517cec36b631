import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A server process that a test started. */
export interface ServerProcess {
  /** What it wrote to its standard output and error so far. */
  output(): string;
  /** Ends it and everything it started, at once. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** A TCP port of the loopback interface that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

/** Starts `command` and resolves when `port` of `host` takes connections. Rejects with its output where it ends before that. */
export async function startProcess(
  command: string,
  args: readonly string[],
  port: number,
  env: Readonly<Record<string, string>>,
  host = '127.0.0.1',
): Promise<ServerProcess> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  child.on('error', (error) => (output += error.message));
  const server: ServerProcess = { output: () => output, kill: () => killTree(child) };
  const deadline = Date.now() + 15_000;
  while (!(await answers(port, host))) {
    if (child.exitCode !== null || child.pid === undefined || Date.now() > deadline) {
      await server.kill();
      throw new Error(`${command} did not start: ${output}`);
    }
    await delay(20);
  }
  return server;
}

async function killTree(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
  // vsftpd puts each session into a process group of its own, so the group would not be enough.
  for (const pid of await treeOf(child.pid)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
  await gone;
}

/** A process and everything that it started, itself first so that it starts nothing more. */
async function treeOf(pid: number): Promise<readonly number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const trees = children.split(' ').filter((text) => text !== '');
  return [pid, ...(await Promise.all(trees.map((text) => treeOf(Number(text))))).flat()];
}

async function answers(port: number, host: string): Promise<boolean> {
  const socket = connect(port, host);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
