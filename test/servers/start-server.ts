import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeCertificate } from './certificate.js';
import { debianFiles } from './real/debian-files.js';
import { ftpSrv } from './real/ftp-srv.js';
import { openssh } from './real/openssh.js';
import { freePort } from './process.js';
import { proftpd } from './real/proftpd.js';
import { pureFtpd } from './real/pure-ftpd.js';
import { pyftpdlib } from './real/pyftpdlib.js';
import {
  SERVER_GID,
  SERVER_UID,
  type ServerDriver,
  type ServerName,
  type ServerOptions,
  type TestServer,
} from './server.js';
import { vsftpd } from './real/vsftpd.js';

const DRIVERS: Readonly<Record<ServerName, ServerDriver>> = {
  'pure-ftpd': pureFtpd,
  proftpd,
  vsftpd,
  pyftpdlib,
  'ftp-srv': ftpSrv,
  openssh,
};

/** Why the server cannot be started on this machine; `undefined` where it can. */
export async function whyUnavailable(name: ServerName): Promise<string | undefined> {
  const driver = DRIVERS[name];
  if (!driver.fromDebian) return undefined;
  if (process.platform !== 'linux') return `${name} runs on Linux only`;
  if (process.getuid?.() !== 0) return `${name} has to be started as root`;
  if (driver.whyMissing !== undefined) return driver.whyMissing();
  try {
    await debianFiles();
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return `Debian's packages cannot be had: ${reason}`;
  }
}

/** Starts a real server on a free port of the loopback interface, with an empty root folder of its own. */
export async function startServer(name: ServerName, options: ServerOptions = {}): Promise<TestServer> {
  const driver = DRIVERS[name];
  const folder = await mkdtemp(join(tmpdir(), `evenkeel-${name}-`));
  try {
    await chmod(folder, 0o755);
    const root = options.root ?? join(folder, 'root');
    await mkdir(root, { recursive: true });
    await chmod(root, 0o755);
    if (driver.fromDebian) await chown(root, SERVER_UID, SERVER_GID);
    const host = options.host ?? (options.ipv6 === true ? '::1' : '127.0.0.1');
    const setup = {
      folder,
      host,
      within: options.within ?? [],
      root,
      port: options.port ?? (await freePort()),
      user: options.user ?? 'tester',
      password: options.password ?? 'correct horse',
      implicitTls: options.implicitTls ?? false,
      plainToo: options.plainToo ?? false,
      oldTls: options.oldTls ?? false,
      maxConnections: options.maxConnections ?? 50,
      maxPerHost: options.maxPerHost,
      maxPerUser: options.maxPerUser,
      settings: options.settings ?? [],
      listingLimit: options.listingLimit,
      quotaMegabytes: options.quotaMegabytes,
      listsInZone: options.listsInZone,
      hashes: options.hashes ?? false,
      refuses: options.refuses ?? [],
      certificate:
        options.tls === true
          ? await makeCertificate(folder, { expired: options.expired, host: options.certificateFor })
          : undefined,
    };
    const started = await driver.start(setup);
    let stopped: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      await started.stop();
      await rm(folder, { recursive: true, force: true });
    };
    return {
      name,
      url: `${driver.protocol ?? (options.tls === true ? 'ftps' : 'ftp')}://${isIPv6(host) ? `[${host}]` : host}:${setup.port}`,
      host,
      port: setup.port,
      user: setup.user,
      password: setup.password,
      root,
      fingerprint: setup.certificate?.fingerprint ?? '',
      certificateFile: setup.certificate?.certificateFile ?? '',
      log: () => started.log(),
      own: async () => {
        if (driver.fromDebian)
          await promisify(execFile)('chown', ['-R', `${SERVER_UID}:${SERVER_GID}`, root]);
      },
      stop: () => (stopped ??= stop()),
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
