import { execFile } from 'node:child_process';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { debianFiles } from './debian-files.js';
import { startProcess } from '../process.js';
import { SERVER_USER, type ServerDriver, type ServerSetup } from '../server.js';

/**
 * vsftpd, which knows neither MLSD nor MFMT, and insists on TLS session reuse for data connections. It asks PAM who may sign
 * in: a service file of this server's own, gone when it stops, names a password file with the one user of the test.
 * So no user is added to the system.
 */
export const vsftpd: ServerDriver = {
  fromDebian: true,
  async start(setup) {
    const files = await debianFiles();
    const service = `evenkeel-test-${setup.port}`;
    const serviceFile = join('/etc/pam.d', service);
    const users = join(setup.folder, 'users');
    const { stdout } = await promisify(execFile)('openssl', ['passwd', '-6', setup.password]);
    await writeFile(users, `${setup.user}:${stdout.trim()}\n`, { mode: 0o600 });
    const module = await findModule(files);
    await writeFile(
      serviceFile,
      `auth required ${module} pwdfile=${users} nodelay\naccount required pam_permit.so\nsession required pam_permit.so\n`,
    );
    const empty = join(setup.folder, 'empty');
    await mkdir(empty, { mode: 0o755 });
    const config = join(setup.folder, 'vsftpd.conf');
    await writeFile(config, configuration(service, empty, setup));
    try {
      const libraries = ['usr/lib', 'lib'].map((place) => join(files, place, 'x86_64-linux-gnu'));
      const [command, ...before] = [...setup.within, join(files, 'usr/sbin/vsftpd')];
      const server = await startProcess(
        command,
        [...before, config],
        setup.port,
        { LD_LIBRARY_PATH: libraries.join(':') },
        setup.host,
      );
      return {
        log: () => readFile(join(setup.folder, 'vsftpd.log'), 'utf8').catch(() => ''),
        stop: async () => {
          await server.kill();
          await rm(serviceFile, { force: true });
        },
      };
    } catch (error) {
      await rm(serviceFile, { force: true });
      throw error;
    }
  },
};

/** The PAM module that reads password files, wherever this release of Debian puts it. */
async function findModule(files: string): Promise<string> {
  for (const folder of ['usr/lib', 'lib']) {
    const module = join(files, folder, 'x86_64-linux-gnu/security/pam_pwdfile.so');
    const found = await access(module).then(
      () => true,
      () => false,
    );
    if (found) return module;
  }
  throw new Error('libpam-pwdfile holds no module.');
}

function configuration(service: string, empty: string, setup: ServerSetup): string {
  const settings: Readonly<Record<string, string | number>> = {
    ...(isIPv6(setup.host)
      ? { listen: 'NO', listen_ipv6: 'YES', listen_address6: setup.host }
      : { listen: 'YES', listen_address: setup.host }),
    background: 'NO',
    listen_port: setup.port,
    max_clients: setup.maxConnections,
    ...(setup.maxPerHost !== undefined && { max_per_ip: setup.maxPerHost }),
    seccomp_sandbox: 'NO',
    secure_chroot_dir: empty,
    pam_service_name: service,
    ftp_username: 'nobody',
    anonymous_enable: 'NO',
    local_enable: 'YES',
    guest_enable: 'YES',
    guest_username: SERVER_USER,
    virtual_use_local_privs: 'YES',
    local_root: setup.root,
    local_umask: '022',
    chroot_local_user: 'YES',
    allow_writeable_chroot: 'YES',
    write_enable: 'YES',
    utf8_filesystem: 'YES',
    xferlog_enable: 'YES',
    log_ftp_protocol: 'YES',
    vsftpd_log_file: join(setup.folder, 'vsftpd.log'),
    ...(setup.certificate && {
      ssl_enable: 'YES',
      ssl_tlsv1: 'YES',
      implicit_ssl: setup.implicitTls ? 'YES' : 'NO',
      force_local_logins_ssl: 'YES',
      force_local_data_ssl: 'YES',
      rsa_cert_file: setup.certificate.certificateFile,
      rsa_private_key_file: setup.certificate.keyFile,
    }),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
