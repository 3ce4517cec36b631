import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** In the project's folder, also where the tests were bundled to another one in it. */
const CACHE = join(projectFolder(import.meta.dirname), '.cache/servers');

/** Everything the servers need that a bare Debian lacks. */
const SERVERS = [
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

const unpacked = new Map<string, Promise<string>>();

/**
 * The folder into which Debian's packages are unpacked, those of the servers unless others are named: they exclude each other as
 * installed packages but not as files. Fetched once for all test runs. Rejects where apt cannot deliver them.
 */
export function debianFiles(packages: readonly string[] = SERVERS): Promise<string> {
  const known = unpacked.get(packages.join());
  if (known !== undefined) return known;
  const files = unpack(packages);
  unpacked.set(packages.join(), files);
  return files;
}

async function unpack(packages: readonly string[]): Promise<string> {
  // Another list of packages is another folder.
  const folder = join(
    CACHE,
    `debian-${createHash('sha256').update(packages.join()).digest('hex').slice(0, 8)}`,
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
    await fetchPackages(debs, packages);
    for (const deb of await readdir(debs)) await run('dpkg', ['-x', join(debs, deb), files]);
    await rename(files, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error;
    });
    return folder;
  } finally {
    await rm(mine, { recursive: true, force: true });
  }
}

async function fetchPackages(folder: string, packages: readonly string[]): Promise<void> {
  const download = ['-o', 'APT::Sandbox::User=root', 'download', ...packages];
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

/** The folder with `package.json` that holds this one. Playwright may run on a Node without `findPackageJSON`. */
function projectFolder(folder: string): string {
  const above = dirname(folder);
  return above === folder || existsSync(join(folder, 'package.json')) ? folder : projectFolder(above);
}
