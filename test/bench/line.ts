import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianFiles } from '../servers/real/debian-files.js';
import { sshFacts } from '../servers/real/openssh.js';
import { startServer } from '../servers/start-server.js';
import { CASES, type BenchCase } from './cases.js';
import { summed, type CaseResult } from './summed.js';
import type { Place } from './tools.js';

// Measures one case and writes what it came to to a file. Those of the long line are to be run on its client's side, where no package can
// be fetched any more: `--fetch` does that before. `--list` tells which cases there are.

const SERVER_SIDE = { host: '10.99.0.2', within: ['ip', 'netns', 'exec', 'wan-server'] } as const;

async function measure(bench: BenchCase): Promise<CaseResult> {
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-bench-'));
  const server = await startServer(bench.protocol === 'sftp' ? 'openssh' : (bench.server ?? 'pure-ftpd'), {
    ...(bench.line !== 'loopback' && SERVER_SIDE),
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
    await writeFile(file, JSON.stringify(await measure(bench)));
  }
}
process.exit();
