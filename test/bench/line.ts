import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianFiles } from '../servers/debian-files.js';
import { sshFacts } from '../servers/openssh.js';
import { startServer } from '../servers/start-server.js';
import { CASES, type BenchCase } from './cases.js';
import type { Measured, Place } from './tools.js';

// Measures one case and writes what it came to to a file. Those of the long line are to be run on its client's side, where no package can
// be fetched any more: `--fetch` does that before. `--list` tells which cases there are.

/** What was measured in one case: seconds, and what share of the fastest of the others Evenkeel took. */
export interface CaseResult {
  readonly title: string;
  readonly reach: string;
  readonly seconds: Readonly<Record<string, number>>;
  /** Evenkeel's, without the start of its program. */
  readonly ownSeconds: number;
  /** Absent where there is nobody to compare with. */
  readonly ratio?: number | undefined;
  /** The most memory that Evenkeel held. */
  readonly peakBytes: number;
}

const SERVER_SIDE = { host: '10.99.0.2', within: ['ip', 'netns', 'exec', 'wan-server'] } as const;

async function measure(bench: BenchCase): Promise<CaseResult> {
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-bench-'));
  const server = await startServer(bench.protocol === 'sftp' ? 'openssh' : 'pure-ftpd', {
    ...(bench.line === 'long' && SERVER_SIDE),
    tls: bench.protocol === 'ftps',
    maxConnections: 100,
  });
  try {
    const local = join(folder, 'local');
    await mkdir(local);
    const sftp = bench.protocol === 'sftp';
    const ssh = sftp ? await sshFacts(server) : undefined;
    const knownHosts = join(folder, 'known_hosts');
    if (ssh !== undefined) await writeFile(knownHosts, `[${server.host}]:${server.port} ${ssh.hostKey}\n`);
    const place: Place = {
      protocol: bench.protocol,
      host: server.host,
      port: server.port,
      user: ssh?.user ?? server.user,
      password: server.password,
      identityFile: ssh?.identityFile,
      knownHosts,
      fingerprint: ssh?.fingerprint ?? (server.fingerprint === '' ? undefined : server.fingerprint),
      memory: join(folder, 'memory'),
    };
    const results = await bench.measure({ place, root: server.root, prefix: sftp ? server.root : '', local });
    return summed(bench, results);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function summed({ title, reach }: BenchCase, results: Readonly<Record<string, Measured>>): CaseResult {
  const seconds = Object.fromEntries(
    Object.entries(results).map(([tool, measured]) => [tool, measured.seconds]),
  );
  const { Evenkeel = NaN, ...peers } = seconds;
  const best = Math.min(...Object.values(peers));
  const { note = '', peakBytes = NaN, ownSeconds = NaN } = results['Evenkeel'] ?? {};
  if (process.env['EVENKEEL_BENCH_NOTES'] !== undefined) process.stdout.write(`${note}\n`);
  return { title, reach, seconds, ownSeconds, ...(best < Infinity && { ratio: Evenkeel / best }), peakBytes };
}

const [name = '', file = ''] = process.argv.slice(2);
switch (name) {
  case '--fetch':
    await debianFiles();
    break;
  case '--list':
    process.stdout.write(JSON.stringify(CASES.map(({ name, line }) => ({ name, line }))));
    break;
  default: {
    const bench = CASES.find((each) => each.name === name);
    if (bench === undefined) throw new Error(`There is no case “${name}”.`);
    const result = await measure(bench);
    await writeFile(file, JSON.stringify(result));
    const shown = Object.entries(result.seconds).map(([tool, seconds]) => `${tool} ${seconds.toFixed(1)} s`);
    const own = `${result.ownSeconds.toFixed(1)} s without the program’s start`;
    const memory = `${(result.peakBytes / 1e6).toFixed(0)} MB`;
    process.stdout.write(
      `${result.title}: ${shown.join(', ')}; ${result.ratio?.toFixed(2) ?? 'alone'} (${result.reach}); ${own}; ${memory}\n`,
    );
  }
}
process.exit();
