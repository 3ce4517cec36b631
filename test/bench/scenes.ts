import { execFile } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { chown, mkdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SERVER_GID, SERVER_UID } from '../servers/server.js';
import {
  evenkeel,
  openSftp,
  PROVING_TOOLS,
  TOOLS,
  type Direction,
  type Measured,
  type Place,
  type Tool,
} from './tools.js';

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

/** Measures tools in a scene, by their names. */
export type Measure = (scene: Scene) => Promise<Readonly<Record<string, Measured>>>;

const FILES = 1000;
const FOLDERS = 100;
export const FILE_BYTES = 4096;
const BIG_BYTES = 512 * 1024 * 1024;

const OLD = new Date('2026-01-02T03:04:05Z');

export async function smallFiles(
  root: string,
  files = FILES,
  bytes = FILE_BYTES,
  folders = FOLDERS,
): Promise<void> {
  for (let n = 0; n < files; n += 1) {
    const folder = join(root, `folder ${n % folders}`);
    if (n < folders) await mkdir(folder, { recursive: true });
    await writeAt(join(folder, `file ${n}.bin`), randomBytes(bytes));
  }
}

export const MANY = 100_000;
const HUGE_BYTES = 10_000_000_000;

/** A file that takes no room here. */
export async function hugeFile(root: string): Promise<void> {
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
  const chunk = randomBytes(16 * 1024 * 1024);
  await writeAt(
    join(root, 'big.bin'),
    Buffer.concat(Array.from({ length: BIG_BYTES / chunk.length }, () => chunk)),
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
      if (tool.remembers) throw error;
      const why = String(error).split('\n', 1)[0];
      process.stdout.write(`${tool.name} failed: ${why}\n`);
    }
    await rm(local, { recursive: true });
  }
  return results;
}

/** Brings both sides in sync, lets `change` happen to the local one, and measures what comes of it. */
export function second(
  change: (local: string) => Promise<void>,
  fill: (root: string) => Promise<void> = (root) => smallFiles(root),
  rehearse?: (local: string) => Promise<void>,
): Measure {
  return (scene) =>
    each(scene, async (tool, local, folder) => {
      await fill(local);
      if (tool.remembers) {
        await tool.sync('upload', local, folder, scene.place);
        // What is found out about a server once is known from then on, as on any later day, and what such a change takes is there.
        await rehearse?.(local);
        await tool.sync('upload', local, folder, scene.place);
      } else await copyToServer(scene, local, tool.name);
      await change(local);
      return tool.sync('upload', local, folder, scene.place);
    });
}

export function first(
  direction: Direction,
  fill: (root: string) => Promise<void>,
  tools?: readonly Tool[],
): Measure {
  const measure =
    (scene: Scene) =>
    async (tool: Tool, local: string, folder: string): Promise<Measured> => {
      const filled = direction === 'upload' ? local : join(scene.root, tool.name);
      await fill(filled);
      await run('chown', ['-R', `${SERVER_UID}:${SERVER_GID}`, filled]);
      return tool.sync(direction, local, folder, scene.place);
    };
  return (scene) => each(scene, measure(scene), tools);
}

/** Ten files are edited, not for the first time: a folder for earlier versions is there. */
export function tenChanged(): Measure {
  return second(changeTen, undefined, changeTen);
}

async function changeTen(local: string): Promise<void> {
  const now = new Date();
  for (let n = 0; n < 10; n += 1) {
    const number = n * 97;
    await writeAt(
      join(local, `folder ${number % FOLDERS}`, `file ${number}.bin`),
      randomBytes(FILE_BYTES + 1 + randomInt(1000)),
      now,
    );
  }
}

export async function deleteFiles(local: string): Promise<void> {
  for (let n = 0; n < FILES; n += 1) await rm(join(local, `folder ${n % FOLDERS}`, `file ${n}.bin`));
}

export async function changeOne(local: string): Promise<void> {
  await writeAt(
    join(local, 'folder 5', 'file 5.bin'),
    randomBytes(FILE_BYTES + 1 + randomInt(1000)),
    new Date(),
  );
}

/** One file is saved, and synced by itself. Nobody else remembers what the rest was like, so there is nobody to compare with. */
export function alone(): Measure {
  return (scene) =>
    each(
      scene,
      async (tool, local, folder) => {
        await smallFiles(local);
        for (let n = 0; n < 2; n += 1) await tool.sync('upload', local, folder, scene.place);
        const save = async (): Promise<Measured> => {
          await changeOne(local);
          return tool.sync('upload', local, folder, scene.place, ['folder 5/file 5.bin']);
        };
        // As on any day but the first, there is a folder for earlier versions.
        await save();
        return save();
      },
      [evenkeel],
    );
}

const ALIKE_FILES = 5000;

/** Both sides hold the same files, but those on the server have the time at which they were put there. */
export function alike(): Measure {
  return (scene) =>
    each(
      scene,
      async (tool, local, folder) => {
        await smallFiles(local, ALIKE_FILES);
        await copyToServer(scene, local, tool.name);
        await run('find', [join(scene.root, tool.name), '-type', 'f', '-exec', 'touch', '{}', '+']);
        return tool.sync('upload', local, folder, scene.place);
      },
      PROVING_TOOLS,
    );
}

/** One big file. */
export function big(direction: Direction): Measure {
  return first(direction, bigFile);
}
