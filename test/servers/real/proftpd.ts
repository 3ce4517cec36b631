import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { debianFiles } from './debian-files.js';
import { startProcess } from '../process.js';
import { SERVER_GID, SERVER_UID, type ServerDriver, type ServerSetup } from '../server.js';

/** proftpd with one virtual user. MLSD and MFMT; with TLS it insists on session reuse for data connections. */
export const proftpd: ServerDriver = {
  fromDebian: true,
  async start(setup) {
    const files = await debianFiles();
    const users = join(setup.folder, 'users');
    const { stdout } = await promisify(execFile)('openssl', ['passwd', '-6', setup.password]);
    const fields = [setup.user, stdout.trim(), SERVER_UID, SERVER_GID, '', setup.root, '/bin/false'];
    await writeFile(users, `${fields.join(':')}\n`, { mode: 0o600 });
    if (setup.quotaMegabytes !== undefined) await limit(files, setup.quotaMegabytes, setup);
    const config = join(setup.folder, 'proftpd.conf');
    await writeFile(config, configuration(files, users, setup));
    const [command, ...before] = [...setup.within, join(files, 'usr/sbin/proftpd')];
    const server = await startProcess(
      command,
      [...before, '--nodaemon', '--config', config],
      setup.port,
      {
        LD_LIBRARY_PATH: join(files, 'usr/lib/x86_64-linux-gnu'),
        ...(setup.listsInZone === undefined ? {} : { TZ: setup.listsInZone }),
      },
      setup.host,
    );
    return {
      log: () => readFile(join(setup.folder, 'commands.log'), 'utf8').catch(() => ''),
      stop: () => server.kill(),
    };
  },
};

function quotaTable({ folder }: ServerSetup, type: 'limit' | 'tally'): string {
  return join(folder, `quota.${type}`);
}

/** Writes the tables of mod_quotatab: what the user may upload, and what it has. */
async function limit(files: string, megabytes: number, setup: ServerSetup): Promise<void> {
  const ftpquota = (type: 'limit' | 'tally', ...options: readonly string[]): Promise<unknown> =>
    promisify(execFile)('perl', [
      join(files, 'usr/sbin/ftpquota'),
      `--type=${type}`,
      `--table-path=${quotaTable(setup, type)}`,
      ...options,
    ]);
  for (const type of ['limit', 'tally'] as const) await ftpquota(type, '--create-table');
  const user = [`--name=${setup.user}`, '--quota-type=user'];
  await ftpquota('limit', '--add-record', ...user, `--bytes-upload=${megabytes}`, '--units=Mb');
}

function configuration(files: string, users: string, setup: ServerSetup): string {
  const lines = [
    `ModulePath ${join(files, 'usr/lib/proftpd')}`,
    'ServerType standalone',
    `DefaultAddress ${setup.host}`,
    `Port ${setup.port}`,
    `UseIPv6 ${isIPv6(setup.host) ? 'on' : 'off'}`,
    'UseReverseDNS off',
    'User nobody',
    'Group nogroup',
    'Umask 022',
    `MaxClients ${setup.maxConnections}`,
    'MaxInstances 200',
    'AuthOrder mod_auth_file.c',
    `AuthUserFile ${users}`,
    'RequireValidShell off',
    'DefaultRoot ~',
    'AllowOverwrite on',
    'AllowStoreRestart on',
    'DelayEngine off',
    'WtmpLog off',
    'TransferLog none',
    `SystemLog ${join(setup.folder, 'system.log')}`,
    `PidFile ${join(setup.folder, 'pid')}`,
    `ScoreboardFile ${join(setup.folder, 'scoreboard')}`,
    'LogFormat commands "%r"',
    `ExtendedLog ${join(setup.folder, 'commands.log')} ALL commands`,
  ];
  if (setup.maxPerHost !== undefined) lines.push(`MaxClientsPerHost ${setup.maxPerHost}`);
  if (setup.maxPerUser !== undefined) lines.push(`MaxClientsPerUser ${setup.maxPerUser}`);
  if (setup.listsInZone !== undefined) lines.push('TimesGMT off', 'FactsAdvertise off');
  if (setup.hashes) lines.push('LoadModule mod_digest.c', 'DigestEngine on');
  if (setup.quotaMegabytes !== undefined) {
    lines.push(
      'LoadModule mod_quotatab.c',
      'LoadModule mod_quotatab_file.c',
      'QuotaEngine on',
      `QuotaLimitTable file:${quotaTable(setup, 'limit')}`,
      `QuotaTallyTable file:${quotaTable(setup, 'tally')}`,
    );
  }
  if (setup.certificate) {
    lines.push(
      'LoadModule mod_tls.c',
      'TLSEngine on',
      'TLSRequired on',
      `TLSLog ${join(setup.folder, 'tls.log')}`,
      `TLSECCertificateFile ${setup.certificate.certificateFile}`,
      `TLSECCertificateKeyFile ${setup.certificate.keyFile}`,
      `TLSProtocol ${setup.oldTls ? 'TLSv1.2' : 'TLSv1.2 TLSv1.3'}`,
      ...(setup.implicitTls ? ['TLSOptions UseImplicitSSL'] : []),
    );
  }
  return `${lines.join('\n')}\n`;
}
