import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { debianFiles } from './debian-files.js';
import { startProcess } from '../process.js';
import { SERVER_GID, SERVER_UID, type ServerDriver, type ServerSetup } from '../server.js';

const run = promisify(execFile);

/** pure-ftpd with one virtual user. MLSD and MFMT. It can log its commands only to the system's log. */
export const pureFtpd: ServerDriver = {
  fromDebian: true,
  async start(setup) {
    const files = await debianFiles();
    const users = await makeUserDatabase(files, setup);
    const [command, ...before] = [...setup.within, join(files, 'usr/sbin/pure-ftpd')];
    const server = await startProcess(
      command,
      [
        ...before,
        ...['-S', `${setup.host},${setup.port}`, '-l', `puredb:${users}`, '-A', '-H', '-f', 'none'],
        ...['-C', String(setup.maxPerHost ?? setup.maxConnections), '-c', '200', '-u', '1', '-U', '022:022'],
        ...['-O', `clf:${join(setup.folder, 'transfers.log')}`, '-g', join(setup.folder, 'pid')],
        ...(setup.listingLimit === undefined ? [] : ['-L', `${setup.listingLimit}:5`]),
        ...(setup.quotaMegabytes === undefined ? [] : ['-n', `1000:${setup.quotaMegabytes}`]),
        ...(setup.certificate ? ['-Y', setup.plainToo ? '1' : '2', '-2', setup.certificate.bothFile] : []),
      ],
      setup.port,
      {},
      setup.host,
    );
    return {
      log: () => readFile(join(setup.folder, 'transfers.log'), 'utf8').catch(() => ''),
      stop: () => server.kill(),
    };
  },
};

/** Writes the password file by hand: pure-pw would choose a hash that takes seconds at every sign-in. */
async function makeUserDatabase(files: string, setup: ServerSetup): Promise<string> {
  const passwords = join(setup.folder, 'users');
  const database = join(setup.folder, 'users.pdb');
  const { stdout } = await run('openssl', ['passwd', '-6', setup.password]);
  const fields = [setup.user, stdout.trim(), SERVER_UID, SERVER_GID, '', `${setup.root}/./`];
  await writeFile(passwords, `${fields.join(':')}::::::::::::\n`, { mode: 0o600 });
  await run(join(files, 'usr/bin/pure-pw'), ['mkdb', database, '-f', passwords]);
  return database;
}
