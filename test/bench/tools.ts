import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';

/** What every tool is told of the server. */
export interface Place {
  readonly protocol: 'ftp' | 'ftps' | 'sftp';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** SFTP: the key to sign in with, and a file of the host keys to trust. */
  readonly identityFile?: string | undefined;
  readonly knownHosts?: string | undefined;
  /** SHA-256 of the server's certificate or host key, as Evenkeel writes it. */
  readonly fingerprint?: string | undefined;
  /** Folder for what a tool remembers. */
  readonly memory: string;
}

export type Direction = 'upload' | 'download';

/** How long one go took, and what else is known of it. */
export interface Measured {
  readonly seconds: number;
  /** Those without the program's start; known of Evenkeel only. */
  readonly ownSeconds?: number | undefined;
  readonly note: string;
  /** The most memory that the program held; known of Evenkeel only. */
  readonly peakBytes?: number | undefined;
}

/** A tool that makes `folder` on the server and `local` alike, deletions included. */
export interface Tool {
  readonly name: string;
  readonly speaks: readonly Place['protocol'][];
  /** Whether it goes by what it remembers of earlier goes, and not only by what lies on both sides. */
  readonly remembers: boolean;
  sync(
    direction: Direction,
    local: string,
    folder: string,
    place: Place,
    only?: readonly string[],
  ): Promise<Measured>;
}

/** Connections, for every tool that has them. */
const CONNECTIONS = 8;

/** What `sync.ts` prints at its end. */
const ToldSchema = v.looseObject({
  connectMs: v.number(),
  compareMs: v.number(),
  runMs: v.number(),
  rssBytes: v.number(),
});

/** How long a tool may take before it counts as failed. The slowest good one takes four minutes; a hundred thousand files longer. */
const PATIENCE_MS = 480_000;
const OWN_PATIENCE_MS = 600_000;

export const evenkeel = evenkeelWith('Evenkeel', CONNECTIONS);

/** The same with as many connections as it has without anybody's choice, and with as many as it finds out to be worth having. */
export const AS_BEGUN = evenkeelWith('6 connections', 6);
export const AUTOMATIC = evenkeelWith('automatic', null);

function evenkeelWith(name: string, connections: number | null): Tool {
  return {
    name,
    speaks: ['ftp', 'ftps', 'sftp'],
    remembers: true,
    sync: (...how) => syncWith(connections, ...how),
  };
}

async function syncWith(
  connections: number | null,
  ...[direction, local, folder, place, only]: Parameters<Tool['sync']>
): Promise<Measured> {
  const draft = {
    remoteFolder: `${place.protocol}://${place.host}:${place.port}${folder}`,
    userName: place.user,
    mode: direction,
    options: {
      connections,
      firstSync: 'newer',
      ...(place.identityFile !== undefined && { line: { privateKeyFile: place.identityFile } }),
    },
    ...(place.fingerprint !== undefined && { trustedCertificate: place.fingerprint }),
  };
  const stateFile = join(place.memory, `${direction}${folder.replaceAll('/', '-')}.sqlite`);
  return syncDraft({ localFolder: local, ...draft }, { password: place.password, stateFile, only });
}

/** Syncs `from` to `to`, two folders of this computer. */
export function syncFolders(from: string, to: string, memory: string): Promise<Measured> {
  const draft = {
    localFolder: from,
    remoteFolder: to,
    userName: '',
    mode: 'upload',
    options: { firstSync: 'newer' },
  };
  return syncDraft(draft, { password: '', stateFile: join(memory, 'pair.sqlite') });
}

async function syncDraft(
  draft: object,
  { stateFile, ...rest }: { password: string; stateFile: string; only?: readonly string[] | undefined },
): Promise<Measured> {
  await mkdir(dirname(stateFile), { recursive: true });
  const whole = { name: 'Bench', deleteExtra: true, ...draft };
  const input = JSON.stringify({ draft: whole, stateFile, ...rest });
  const program = join(import.meta.dirname, 'sync.js');
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  const { seconds, output } = await timed(process.execPath, [program, input], env, OWN_PATIENCE_MS);
  const told = v.parse(ToldSchema, JSON.parse(output));
  const ownSeconds = (told.connectMs + told.compareMs + told.runMs) / 1000;
  const note = JSON.stringify(told);
  if (!note.includes('"end":{"kind":"finished"}') || !note.includes('"problems":[]')) throw new Error(note);
  return { seconds, ownSeconds, note, peakBytes: told.rssBytes };
}

/** `options` are those of its `mirror`. */
const lftpWith = (...options: readonly string[]): Tool => ({
  name: 'lftp',
  speaks: ['ftp', 'ftps'],
  remembers: false,
  async sync(direction, local, folder, { protocol, host, port, user, password }) {
    const way = direction === 'upload' ? `-R ${local} ${folder}` : `${folder} ${local}`;
    const tls =
      protocol === 'ftps' ? 'set ftp:ssl-force yes; set ftp:ssl-protect-data yes' : 'set ftp:ssl-allow no';
    const script = `${tls}; set ssl:verify-certificate no; open -u "${user},${password}" ftp://${host}:${port}; mirror -P${CONNECTIONS} --delete ${options.join(' ')} ${way}`;
    return { seconds: (await timed('lftp', ['-c', script], {})).seconds, note: '' };
  },
});

/** `command` is how it makes both sides alike, or looks whether they are. */
const rcloneWith = (...command: readonly string[]): Tool => ({
  name: 'rclone',
  speaks: ['ftp', 'ftps', 'sftp'],
  remembers: false,
  async sync(direction, local, folder, place) {
    const { protocol, host, port, user, password, identityFile, knownHosts } = place;
    const { output } = await timed('rclone', ['obscure', password], {});
    const env: Readonly<Record<string, string>> =
      protocol === 'sftp'
        ? {
            RCLONE_CONFIG_BENCH_TYPE: 'sftp',
            RCLONE_CONFIG_BENCH_HOST: host,
            RCLONE_CONFIG_BENCH_PORT: String(port),
            RCLONE_CONFIG_BENCH_USER: user,
            RCLONE_CONFIG_BENCH_KEY_FILE: identityFile ?? '',
            RCLONE_CONFIG_BENCH_KNOWN_HOSTS_FILE: knownHosts ?? '',
          }
        : {
            RCLONE_CONFIG_BENCH_TYPE: 'ftp',
            RCLONE_CONFIG_BENCH_HOST: host,
            RCLONE_CONFIG_BENCH_PORT: String(port),
            RCLONE_CONFIG_BENCH_USER: user,
            RCLONE_CONFIG_BENCH_PASS: output.trim(),
            RCLONE_CONFIG_BENCH_EXPLICIT_TLS: String(protocol === 'ftps'),
            RCLONE_CONFIG_BENCH_NO_CHECK_CERTIFICATE: 'true',
          };
    const ends = direction === 'upload' ? [local, `bench:${folder}`] : [`bench:${folder}`, local];
    const many = ['--transfers', String(CONNECTIONS), '--checkers', String(CONNECTIONS)];
    const args = [...command, ...ends, ...many, '--config', '/dev/null'];
    return { seconds: (await timed('rclone', args, env)).seconds, note: '' };
  },
});

export const TOOLS: readonly Tool[] = [evenkeel, lftpWith(), rcloneWith('sync')];

/** What makes sure that both sides hold the same where their times say nothing: by sending everything again, or by reading everything. */
export const PROVING_TOOLS: readonly Tool[] = [
  evenkeel,
  lftpWith('--transfer-all'),
  rcloneWith('check', '--download'),
];

/** OpenSSH's own client: it copies a folder with everything in it, and deletes nothing. */
export const openSftp: Tool = {
  name: 'sftp',
  speaks: ['sftp'],
  remembers: false,
  async sync(direction, local, folder, { host, port, user, identityFile, knownHosts }) {
    const command = direction === 'upload' ? `put -r ${local}/. ${folder}` : `get -r ${folder}/. ${local}`;
    const ssh = ['-P', String(port), '-i', identityFile ?? '', '-o', `UserKnownHostsFile=${knownHosts}`];
    const line = `echo '${command}' | sftp -q -b - ${ssh.join(' ')} ${user}@${host}`;
    return { seconds: (await timed('sh', ['-c', line], {})).seconds, note: '' };
  },
};

/** How long a command took. Rejects with what it printed where it failed. */
export async function timed(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  patienceMs = PATIENCE_MS,
): Promise<{ readonly seconds: number; readonly output: string }> {
  const begunMs = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patienceMs,
    killSignal: 'SIGKILL',
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  if (process.env['EVENKEEL_BENCH_DIALOGUE'] !== undefined) child.stderr.pipe(process.stderr);
  await once(child, 'close');
  const { exitCode } = child;
  if (exitCode !== 0) throw new Error(`${command} failed (${exitCode}): ${errors}${output}`);
  return { seconds: (performance.now() - begunMs) / 1000, output };
}
