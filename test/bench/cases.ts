import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SERVER_GID, SERVER_UID } from '../servers/server.js';
import { evenkeel, openSftp, TOOLS, type Direction, type Measured, type Place, type Tool } from './tools.js';

const run = promisify(execFile);

/** Where a case works. */
export interface Scene {
  readonly place: Place;
  /** The server's root on this disk; folders in it are `/NAME` to the tools, below `prefix`. */
  readonly root: string;
  /** What comes before `/NAME` in the server's own paths. */
  readonly prefix: string;
  /** An empty folder for local trees. */
  readonly local: string;
}

/** A case of the table: what to measure, and the most that Evenkeel may take of the best of the others. */
export interface BenchCase {
  readonly name: string;
  readonly title: string;
  readonly protocol: Place['protocol'];
  readonly line: 'long' | 'loopback';
  readonly reach: string;
  measure(scene: Scene): Promise<Readonly<Record<string, Measured>>>;
}

const FILES = 1000;
const FOLDERS = 100;
const FILE_BYTES = 4096;
const BIG_BYTES = 512 * 1024 * 1024;

const OLD = new Date('2026-01-02T03:04:05Z');

async function smallFiles(root: string, files = FILES, bytes = FILE_BYTES): Promise<void> {
  for (let n = 0; n < files; n += 1) {
    const folder = join(root, `folder ${n % FOLDERS}`);
    if (n < FOLDERS) await mkdir(folder, { recursive: true });
    await writeAt(join(folder, `file ${n}.bin`), randomBytes(bytes));
  }
}

const MANY = 100_000;
const HUGE_BYTES = 10_000_000_000;

/** A file that takes no room here. */
async function hugeFile(root: string): Promise<void> {
  await writeAt(join(root, 'huge.bin'), Buffer.alloc(0));
  await truncate(join(root, 'huge.bin'), HUGE_BYTES);
  await utimes(join(root, 'huge.bin'), OLD, OLD);
}

async function writeAt(path: string, content: Buffer, at = OLD): Promise<void> {
  await writeFile(path, content);
  await utimes(path, at, at);
}

async function bigFile(root: string): Promise<void> {
  await mkdir(root, { recursive: true });
  const piece = randomBytes(16 * 1024 * 1024);
  await writeAt(
    join(root, 'big.bin'),
    Buffer.concat(Array.from({ length: BIG_BYTES / piece.length }, () => piece)),
  );
}

async function folderOnServer({ root }: Scene, name: string): Promise<void> {
  await mkdir(join(root, name), { recursive: true });
  await chown(join(root, name), SERVER_UID, SERVER_GID);
}

/** As an upload would have brought it there, times included, and much quicker. */
async function copyToServer({ root }: Scene, local: string, name: string): Promise<void> {
  await run('cp', ['--archive', '--no-target-directory', local, join(root, name)]);
  await run('chown', ['-R', `${SERVER_UID}:${SERVER_GID}`, join(root, name)]);
}

/** Calls `measure` for each tool with a local tree of its own and a folder of its own on the server. */
async function each(
  scene: Scene,
  measure: (tool: Tool, local: string, folder: string) => Promise<Measured>,
  tools: readonly Tool[] = [...TOOLS, openSftp],
): Promise<Readonly<Record<string, Measured>>> {
  const results: Record<string, Measured> = {};
  for (const tool of tools.filter(({ speaks }) => speaks.includes(scene.place.protocol))) {
    const local = join(scene.local, tool.name);
    await mkdir(local, { recursive: true });
    await folderOnServer(scene, tool.name);
    try {
      results[tool.name] = await measure(tool, local, `${scene.prefix}/${tool.name}`);
    } catch (error) {
      // rclone fails where pure-ftpd says that a transfer has ended before it began to say so: others go on without it.
      if (tool === evenkeel) throw error;
      const why = String(error).split('\n', 1)[0];
      process.stdout.write(`${tool.name} failed: ${why}\n`);
    }
    await rm(local, { recursive: true });
  }
  return results;
}

/** Makes both sides even, lets `change` happen to the local one, and measures what comes of it. */
function second(change: (local: string) => Promise<void>): BenchCase['measure'] {
  return (scene) =>
    each(scene, async (tool, local, folder) => {
      await smallFiles(local);
      if (tool.remembers) {
        await tool.even('upload', local, folder, scene.place);
        // What is learnt of a server once is known from then on, as on any later day.
        await tool.even('upload', local, folder, scene.place);
      } else await copyToServer(scene, local, tool.name);
      await change(local);
      return tool.even('upload', local, folder, scene.place);
    });
}

function first(
  direction: Direction,
  fill: (root: string) => Promise<void>,
  tools?: readonly Tool[],
): BenchCase['measure'] {
  const measure =
    (scene: Scene) =>
    async (tool: Tool, local: string, folder: string): Promise<Measured> => {
      const filled = direction === 'upload' ? local : join(scene.root, tool.name);
      await fill(filled);
      await run('chown', ['-R', `${SERVER_UID}:${SERVER_GID}`, filled]);
      return tool.even(direction, local, folder, scene.place);
    };
  return (scene) => each(scene, measure(scene), tools);
}

async function changeTen(local: string): Promise<void> {
  const now = new Date();
  for (let n = 0; n < 10; n += 1) {
    const number = n * 97;
    await writeAt(
      join(local, `folder ${number % FOLDERS}`, `file ${number}.bin`),
      randomBytes(FILE_BYTES + 1),
      now,
    );
  }
}

async function deleteFiles(local: string): Promise<void> {
  for (let n = 0; n < FILES; n += 1) await rm(join(local, `folder ${n % FOLDERS}`, `file ${n}.bin`));
}

/** One big file. */
function big(direction: Direction): BenchCase['measure'] {
  return first(direction, bigFile);
}

const SMALL = '1,000 files of 4 KiB';

/** The table, in its order. */
export const CASES: readonly BenchCase[] = [
  {
    name: 'first-upload',
    title: `First upload, ${SMALL}`,
    protocol: 'ftp',
    line: 'long',
    reach: '≤ 0.28 × lftp',
    measure: first('upload', (root) => smallFiles(root)),
  },
  {
    name: 'first-download',
    title: `First download, ${SMALL}`,
    protocol: 'ftp',
    line: 'long',
    reach: '≤ 0.4 × the faster',
    measure: first('download', (root) => smallFiles(root)),
  },
  {
    name: 'nothing-changed',
    title: `Nothing changed, ${SMALL}`,
    protocol: 'ftp',
    line: 'long',
    reach: '≤ 0.5 × the faster',
    measure: second(() => Promise.resolve()),
  },
  {
    name: 'ten-changed',
    title: '10 of 1,000 files changed',
    protocol: 'ftp',
    line: 'long',
    reach: '≤ 0.5 × the faster',
    measure: second(changeTen),
  },
  {
    name: 'delete',
    title: '1,000 files deleted',
    protocol: 'ftp',
    line: 'long',
    reach: '≤ 0.4 × the faster',
    measure: second(deleteFiles),
  },
  {
    name: 'big-upload',
    title: '512 MiB up, loopback',
    protocol: 'ftp',
    line: 'loopback',
    reach: '≤ 1.11 × the faster',
    measure: big('upload'),
  },
  {
    name: 'big-download',
    title: '512 MiB down, loopback',
    protocol: 'ftp',
    line: 'loopback',
    reach: '≤ 1.11 × the faster',
    measure: big('download'),
  },
  {
    name: 'big-upload-tls',
    title: '512 MiB up, FTPS, loopback',
    protocol: 'ftps',
    line: 'loopback',
    reach: '≤ 1.11 × the faster',
    measure: big('upload'),
  },
  {
    name: 'big-download-tls',
    title: '512 MiB down, FTPS, loopback',
    protocol: 'ftps',
    line: 'loopback',
    reach: '≤ 1.11 × the faster',
    measure: big('download'),
  },
  {
    name: 'sftp-upload',
    title: `SFTP, first upload, ${SMALL}`,
    protocol: 'sftp',
    line: 'long',
    reach: '< 1 × the faster',
    measure: first('upload', (root) => smallFiles(root)),
  },
  {
    name: 'sftp-big-upload',
    title: 'SFTP, 512 MiB up',
    protocol: 'sftp',
    line: 'long',
    reach: '< 1 × the faster',
    measure: big('upload'),
  },
  {
    name: 'sftp-big-download',
    title: 'SFTP, 512 MiB down',
    protocol: 'sftp',
    line: 'long',
    reach: '< 1 × the faster',
    measure: big('download'),
  },
  {
    name: 'sftp-big-upload-loopback',
    title: 'SFTP, 512 MiB up, loopback',
    protocol: 'sftp',
    line: 'loopback',
    reach: 'no aim',
    measure: big('upload'),
  },
  {
    name: 'sftp-big-download-loopback',
    title: 'SFTP, 512 MiB down, loopback',
    protocol: 'sftp',
    line: 'loopback',
    reach: 'no aim',
    measure: big('download'),
  },
  {
    name: 'many',
    title: '100,000 files of 1 KiB up, loopback',
    protocol: 'ftp',
    line: 'loopback',
    reach: '< 250 MB',
    measure: first('upload', (root) => smallFiles(root, MANY, 1024), [evenkeel]),
  },
  {
    name: 'huge',
    title: 'One file of 10 GB up, loopback',
    protocol: 'ftp',
    line: 'loopback',
    reach: '< 250 MB',
    measure: first('upload', hugeFile, [evenkeel]),
  },
  {
    name: 'sftp-many',
    title: 'SFTP, 100,000 files of 1 KiB up, loopback',
    protocol: 'sftp',
    line: 'loopback',
    reach: '< 250 MB',
    measure: first('upload', (root) => smallFiles(root, MANY, 1024), [evenkeel]),
  },
  {
    name: 'sftp-huge',
    title: 'SFTP, one file of 10 GB up, loopback',
    protocol: 'sftp',
    line: 'loopback',
    reach: '< 250 MB',
    measure: first('upload', hugeFile, [evenkeel]),
  },
];
