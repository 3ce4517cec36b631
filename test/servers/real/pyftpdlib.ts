import { execFile } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startProcess } from '../process.js';
import { SERVER_GID, SERVER_UID, type ServerDriver } from '../server.js';

/** Debian's own, for which its packages are made; another one may come first in PATH. */
const PYTHON = '/usr/bin/python3';

/**
 * pyftpdlib. MLSD and MFMT; it serves all connections in one thread, and answers a command while the data of the one before still
 * flows.
 */
export const pyftpdlib: ServerDriver = {
  fromDebian: true,
  async whyMissing() {
    try {
      await promisify(execFile)(PYTHON, ['-c', 'import pyftpdlib.handlers, OpenSSL']);
      return undefined;
    } catch {
      return 'the packages python3-pyftpdlib and python3-openssl are not installed';
    }
  },
  async start(setup) {
    if (setup.certificate) await chown(setup.certificate.bothFile, SERVER_UID, SERVER_GID);
    const settings = {
      host: setup.host,
      port: setup.port,
      root: setup.root,
      user: setup.user,
      password: setup.password,
      maxConnections: setup.maxConnections,
      certificate: setup.certificate?.bothFile ?? null,
    };
    const ids = [`--reuid=${SERVER_UID}`, `--regid=${SERVER_GID}`, '--clear-groups'];
    const script = join(import.meta.dirname, 'pyftpdlib-server.py');
    const server = await startProcess(
      'setpriv',
      [...ids, PYTHON, script, JSON.stringify(settings)],
      setup.port,
      {},
      setup.host,
    );
    return { log: () => Promise.resolve(server.output()), stop: () => server.kill() };
  },
};
