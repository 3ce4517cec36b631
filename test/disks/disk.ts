import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { debianFiles } from '../servers/real/debian-files.js';

const run = promisify(execFile);

/**
 * File systems of other computers, `btrfs` by the kernel, and the rest as programs beside it carry them out. On `btrfs` files can share what is in them. `exfat` takes capital letters for small ones, and has neither
 * permissions nor links; `fat` besides knows the letters of ASCII only, refuses to set permissions and does not tell how much room it has; `ntfs`
 * takes no names but those that Windows has.
 */
export type DiskKind = 'btrfs' | 'exfat' | 'fat' | 'ntfs';

/** A file system of its own, mounted for a test. */
export interface Disk {
  /** Where its top folder is. */
  readonly root: string;
  /** Takes it off for good. Happens by itself where the process that mounted it is killed. */
  stop(): Promise<void>;
}

const PACKAGES = [
  'btrfs-progs',
  'liblzo2-2',
  'exfat-fuse',
  'exfatprogs',
  'libfuse2',
  'dosfstools',
  'fusefat',
  'ntfs-3g',
  'libntfs-3g89',
] as const;

interface Driver {
  readonly megabytes: number;
  /** Each a command, from the folder into which the packages are unpacked unless its path is absolute. */
  readonly format: (image: string) => readonly string[];
  readonly mount: (device: string, root: string) => readonly string[];
  /** Whether it has to be a block device, and a file is not enough. */
  readonly needsDevice: boolean;
}

const DRIVERS: Readonly<Record<DiskKind, Driver>> = {
  btrfs: {
    megabytes: 128,
    format: (image) => ['sbin/mkfs.btrfs', '--quiet', image],
    mount: (device, root) => ['/bin/mount', '-t', 'btrfs', device, root],
    needsDevice: true,
  },
  exfat: {
    megabytes: 64,
    format: (image) => ['usr/sbin/mkfs.exfat', image],
    mount: (device, root) => ['sbin/mount.exfat-fuse', device, root],
    needsDevice: true,
  },
  fat: {
    megabytes: 64,
    format: (image) => ['sbin/mkfs.fat', '-F', '32', image],
    mount: (image, root) => ['usr/bin/fusefat', '-o', 'rw+', image, root],
    needsDevice: false,
  },
  ntfs: {
    megabytes: 64,
    format: (image) => ['sbin/mkntfs', '--force', '--quick', '--quiet', image],
    mount: (image, root) => ['bin/lowntfs-3g', '-o', 'windows_names', image, root],
    needsDevice: false,
  },
};

/** Why no such disk can be mounted on this machine; `undefined` where it can. */
export async function whyNoDisk(kind: DiskKind): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'other file systems are mounted on Linux only';
  if (process.getuid?.() !== 0) return 'only root may mount a disk';
  try {
    await access('/dev/fuse', constants.R_OK | constants.W_OK);
    await (await mountDisk(kind)).stop();
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return `no ${kind} disk can be mounted: ${reason}`;
  }
}

/** Makes an empty disk and mounts it in a temporary folder. */
export async function mountDisk(kind: DiskKind): Promise<Disk> {
  const files = await debianFiles(PACKAGES);
  const driver = DRIVERS[kind];
  const base = await mkdtemp(join(tmpdir(), `evenkeel-${kind}-`));
  const [image, root] = [join(base, 'image'), join(base, 'root')];
  const libraries = ['usr/lib', 'lib'].map((lib) => join(files, lib, 'x86_64-linux-gnu')).join(':');
  const call = async ([program = '', ...args]: readonly string[]): Promise<void> => {
    await run(resolve(files, program), args, { env: { ...process.env, LD_LIBRARY_PATH: libraries } });
  };
  const removeBase = (): Promise<void> => rm(base, { recursive: true, force: true });
  try {
    await mkdir(root);
    const handle = await open(image, 'w');
    await handle.truncate(driver.megabytes * 1024 * 1024);
    await handle.close();
    await call(driver.format(image));
    const device = driver.needsDevice ? await loopDevice(image) : undefined;
    try {
      await call(driver.mount(device ?? image, root));
    } finally {
      // It goes when it is used no more.
      if (device !== undefined) await run('losetup', ['-d', device]);
    }
    const unmount = unmountAtTheLatestWithUs(root);
    return {
      root,
      stop: async () => {
        await unmount();
        await removeBase();
      },
    };
  } catch (error) {
    await removeBase();
    throw error;
  }
}

async function loopDevice(image: string): Promise<string> {
  return (await run('losetup', ['--find', '--show', image])).stdout.trim();
}

/** Unmounts when it is called, and when this process ends before: a helper waits for that. */
function unmountAtTheLatestWithUs(root: string): () => Promise<void> {
  const script = 'read -r nothing; umount "$1" 2>/dev/null || umount -l "$1"';
  const helper = spawn('sh', ['-c', script, 'sh', root], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  helper.unref();
  return async () => {
    const ended = once(helper, 'exit');
    helper.ref();
    helper.stdin.end();
    await ended;
  };
}
