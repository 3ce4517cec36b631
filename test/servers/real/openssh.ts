import { execFile } from 'node:child_process';
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { hostKeyFingerprint } from '../../../src/main/targets/sftp/auth/host-key.js';
import { debianFiles } from './debian-files.js';
import { startProcess } from '../process.js';
import { SERVER_GID, SERVER_UID, SERVER_USER, type ServerDriver, type ServerSetup } from '../server.js';

const run = promisify(execFile);

/**
 * OpenSSH with its own SFTP. It works as an ordinary user, who is the only one that can sign in, and only with a key: nothing of the
 * system's users is changed or asked. It shows the whole disk; relative paths begin in `root`.
 */
export const openssh: ServerDriver = {
  fromDebian: true,
  protocol: 'sftp',
  async start(setup) {
    const files = await debianFiles();
    const own = join(setup.folder, 'ssh');
    await mkdir(own, { recursive: true });
    await makeKey(join(own, 'host'));
    await makeKey(join(own, 'identity'));
    await writeFile(join(own, 'sshd_config'), configuration(own, setup));
    await run('chown', ['-R', `${SERVER_UID}:${SERVER_GID}`, own]);
    await chown(setup.root, SERVER_UID, SERVER_GID);
    const ids = [`--reuid=${SERVER_UID}`, `--regid=${SERVER_GID}`, '--clear-groups'];
    const sshd = [join(files, 'usr/sbin/sshd'), '-D', '-e', '-f', join(own, 'sshd_config')];
    const [command = '', ...args] = [...setup.within, 'setpriv', ...ids, ...sshd];
    const env = { LD_LIBRARY_PATH: join(files, 'usr/lib/x86_64-linux-gnu') };
    const server = await startProcess(command, args, setup.port, env, setup.host);
    return {
      log: () => Promise.resolve(server.output()),
      stop: async () => {
        // The processes that serve single connections are in groups of their own.
        const children = await descendants(Number(await readFile(join(own, 'pid'), 'utf8').catch(() => '0')));
        await server.kill();
        for (const child of children) killIfThere(child);
      },
    };
  },
};

/** What a client needs to know to sign in to a server that this driver started with its own root. */
export interface SshFacts {
  readonly user: string;
  /** A private key without a passphrase that the server accepts. */
  readonly identityFile: string;
  /** The public keys that the server accepts, one a line. */
  readonly authorizedKeysFile: string;
  /** As Evenkeel writes it. */
  readonly fingerprint: string;
  /** The host key as `known_hosts` has it: type and base64. */
  readonly hostKey: string;
}

/** What `server`, started by this driver with a root of its own, made for its clients. */
export async function sshFacts(server: { readonly root: string }): Promise<SshFacts> {
  const own = join(dirname(server.root), 'ssh');
  const [type = '', key = ''] = (await readFile(join(own, 'host.pub'), 'utf8')).split(' ');
  return {
    user: SERVER_USER,
    identityFile: join(own, 'identity'),
    authorizedKeysFile: join(own, 'identity.pub'),
    fingerprint: hostKeyFingerprint(Buffer.from(key, 'base64')),
    hostKey: `${type} ${key.trim()}`,
  };
}

/** Makes a key pair at `file` and `file.pub`. */
export async function makeKey(file: string, passphrase = '', options: readonly string[] = []): Promise<void> {
  const type = options.length > 0 ? options : ['-t', 'ed25519'];
  await run('ssh-keygen', ['-q', '-N', passphrase, '-C', 'tests', ...type, '-f', file]);
}

function configuration(own: string, setup: ServerSetup): string {
  const refusing = setup.refuses.length > 0 ? ['-P', setup.refuses.join()] : [];
  return [
    `Port ${setup.port}`,
    `ListenAddress ${setup.host}`,
    `HostKey ${join(own, 'host')}`,
    `PidFile ${join(own, 'pid')}`,
    `AuthorizedKeysFile ${join(own, 'identity.pub')}`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'LogLevel VERBOSE',
    // Of two settings, the first one holds.
    ...setup.settings,
    'MaxStartups 100',
    ['Subsystem sftp internal-sftp -u 0022 -d', setup.root, ...refusing].join(' '),
    '',
  ].join('\n');
}

/** The processes that `pid` started, and those that they started. */
async function descendants(pid: number): Promise<readonly number[]> {
  if (pid === 0) return [];
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const children = text.split(' ').filter(Boolean).map(Number);
  return [...children, ...(await Promise.all(children.map(descendants))).flat()];
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
