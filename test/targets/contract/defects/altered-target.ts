import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ItemPath } from '../../../../src/shared/entry/entry.js';
import type { Features, Listed, Target, WriteOptions } from '../../../../src/main/targets/target.js';

/** How a sound target becomes another one. `disk` tells where a path lies. */
export type Alteration = (sound: Target, disk: (path: ItemPath) => string) => Partial<Target>;

/** A target that does what `sound` does, but for what `changes` says. */
export function altered(sound: Target, changes: Partial<Target>): Target {
  return {
    features: sound.features,
    connect: (signal) => sound.connect(signal),
    list: (folder, signal) => sound.list(folder, signal),
    stat: (path, signal) => sound.stat(path, signal),
    read: (path, options) => sound.read(path, options),
    freeSpace: (signal) => sound.freeSpace(signal),
    write: (path, source, options) => sound.write(path, source, options),
    move: (from, to, signal) => sound.move(from, to, signal),
    keep: (path, as, signal) => sound.keep(path, as, signal),
    makeFolder: (path, signal) => sound.makeFolder(path, signal),
    removeFile: (path, signal) => sound.removeFile(path, signal),
    removeFolder: (path, signal) => sound.removeFolder(path, signal),
    close: () => sound.close(),
    ...changes,
  };
}

/** Has other features than there are. */
export function featuring(change: (features: Features) => Partial<Features>): Alteration {
  return ({ features }) => ({ features: { ...features, ...change(features) } });
}

/** Gives the hashes that a local folder does not give without its thread, so that every case applies to it. */
export function withHashes(sound: Target): Target {
  const hash = async (path: ItemPath, signal: AbortSignal): Promise<string> =>
    createHash('sha256')
      .update(await buffer(await sound.read(path, { signal })))
      .digest('hex');
  return altered(sound, {
    features: {
      ...sound.features,
      hashes: ['sha256'],
      hash: (path, _name, signal) => hash(path, signal),
      hashHere: hash,
    },
  });
}

/** A target that can do nothing beyond the bare minimum. */
export function bare(sound: Target): Target {
  return altered(sound, {
    features: {
      ...sound.features,
      setsTimesToMs: undefined,
      hashes: [],
      resumes: false,
      hash: undefined,
      hashHere: undefined,
      makeLink: undefined,
    },
    freeSpace: () => Promise.resolve(undefined),
    write: async (path, source, options) => {
      const { kind, size, modified } = await sound.write(path, source, { ...options, modifiedMs: undefined });
      return { kind, size, modified };
    },
  });
}

/** Lists something else than there is. */
export function listing(
  change: (listed: readonly Listed[], folder: ItemPath) => readonly Listed[],
): Alteration {
  return (sound) => ({
    async *list(folder, signal) {
      const all: Listed[] = [];
      for await (const chunk of sound.list(folder, signal)) all.push(...chunk);
      yield change(all, folder);
    },
  });
}

/** Lists other names than there are. */
export function naming(change: (name: string) => string): Alteration {
  return listing((listed) => listed.map(({ name, entry }) => ({ name: change(name), entry })));
}

/** Reads something else than the content. */
export function reading(change: (content: Buffer) => Buffer): Alteration {
  return (sound) => ({
    read: async (path, options) => Readable.from([change(await buffer(await sound.read(path, options)))]),
  });
}

/** Writes otherwise than it is told. */
export function writing(
  change: (options: WriteOptions, content: Buffer) => Partial<WriteOptions>,
): Alteration {
  return (sound) => ({
    write: async (path, source, options) => {
      const content = await buffer(source);
      return sound.write(path, Readable.from([content]), { ...options, ...change(options, content) });
    },
  });
}

/** What has been written: where it lies on the disk, with what, and what lay there before. */
export interface Written {
  readonly file: string;
  readonly content: Buffer;
  readonly old: Buffer;
}

/** Does something more on the disk when it has written. */
export function afterWriting(more: (written: Written) => Promise<void>): Alteration {
  return (sound, disk) => ({
    write: async (path, source, options) => {
      const file = disk(path);
      const old = await readFile(file).catch(() => Buffer.alloc(0));
      const entry = await sound.write(path, source, options);
      await more({ file, content: await readFile(file), old });
      return entry;
    },
  });
}
