import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const CACHE = join(import.meta.dirname, '../../.cache/servers');

/** Everything the servers need that a bare Debian lacks. */
const PACKAGES = [
  'pure-ftpd',
  'pure-ftpd-common',
  'proftpd-core',
  'proftpd-mod-crypto',
  'vsftpd',
  'openssh-server',
  'libhashkit2',
  'libhiredis0.14',
  'libmemcached11',
  'libmemcachedutil2',
  'libpcre2-posix3',
  'libwrap0',
  'libpam-pwdfile',
] as const;

let unpacked: Promise<string> | undefined;

/**
 * The folder into which Debian's servers are unpacked; they exclude each other as installed packages but not as
 * files. Fetched once for all test runs. Rejects where apt cannot deliver them.
 */
export function debianFiles(): Promise<string> {
  unpacked ??= unpack();
  return unpacked;
}

async function unpack(): Promise<string> {
  // Another list of packages is another folder.
  const folder = join(
    CACHE,
    `debian-${createHash('sha256').update(PACKAGES.join()).digest('hex').slice(0, 8)}`,
  );
  if (await exists(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  // Test files run in parallel processes: each unpacks into a folder of its own, the first to finish wins.
  const mine = await mkdtemp(join(CACHE, 'unpacking-'));
  try {
    await chmod(mine, 0o755);
    const debs = join(mine, 'debs');
    const files = join(mine, 'files');
    await mkdir(debs);
    await fetchPackages(debs);
    for (const deb of await readdir(debs)) await run('dpkg', ['-x', join(debs, deb), files]);
    await rename(files, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error;
    });
    return folder;
  } finally {
    await rm(mine, { recursive: true, force: true });
  }
}

async function fetchPackages(folder: string): Promise<void> {
  const download = ['-o', 'APT::Sandbox::User=root', 'download', ...PACKAGES];
  try {
    await run('apt-get', download, { cwd: folder });
  } catch {
    // The package lists may be absent or out of date.
    await run('apt-get', ['update'], { cwd: folder });
    await run('apt-get', download, { cwd: folder });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
