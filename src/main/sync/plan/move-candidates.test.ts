import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { FileEntry, ItemPath } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { Target } from '../../targets/target.js';
import { contentsOf } from '../scan/doubtful-content.js';
import { doubtfulFiles } from './move-candidates.js';
import { byId, bySizeAndTime, type FileThere } from './file-moves.js';
import { knownSizesAndTimes } from './known-sizes-and-times.js';

const KIB = 1024;

function file(size: number, ms: number): FileEntry {
  return { kind: 'file', size, modified: { ms, precisionMs: 1 } };
}

/** A file that is gone here, and still there on the remote side. */
function vanished(path: ItemPath, size: number): PlanItem {
  const entry = file(size, 1);
  return {
    path,
    local: { class: 'deleted' },
    remote: { class: 'unmodified', entry },
    baseline: { kind: 'file', sides: { local: entry, remote: entry } },
    action: { kind: 'delete', on: 'remote' },
  };
}

/** A file that is new here, at another time. */
function appeared(path: ItemPath, size: number): PlanItem {
  return {
    path,
    local: { class: 'new', entry: file(size, 5_000) },
    remote: { class: 'missing' },
    action: { kind: 'copy', to: 'remote', replaces: false },
  };
}

function asked(...items: readonly PlanItem[]): readonly string[] {
  const proofs = [bySizeAndTime(knownSizesAndTimes(items, items))];
  const hint = byId({ local: 'reused', remote: 'reused' }, 'reused');
  return doubtfulFiles(new Map(items.map((item) => [item.path, item])), proofs, hint).map(({ path, part }) =>
    part === undefined ? path : `${part} of ${path}`,
  );
}

function numbered<T>(count: number, make: (path: string) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(String(index).padStart(3, '0')));
}

describe('what is in files that may have moved', () => {
  it('is asked of one that vanished and one that appeared with its size', () => {
    expect(asked(vanished('old', 9), appeared('new', 9), appeared('other', 8))).toEqual(['new', 'old']);
  });

  it.each([
    ['appeared', 4, [...numbered(4, (n) => `new-${n}`), 'old']],
    ['appeared', 5, []],
  ])('of %s files of one size is asked of four at most: %i', (_which, count, expected) => {
    expect(asked(vanished('old', 9), ...numbered(count, (n) => appeared(`new-${n}`, 9)))).toEqual(expected);
  });

  it.each([
    ['vanished', 4, ['new', ...numbered(4, (n) => `old-${n}`)]],
    ['vanished', 5, []],
  ])('of %s files of one size is asked of four at most: %i', (_which, count, expected) => {
    expect(asked(appeared('new', 9), ...numbered(count, (n) => vanished(`old-${n}`, 9)))).toEqual(expected);
  });

  it('is asked of no empty file', () => {
    expect(asked(vanished('old', 0), appeared('new', 0))).toEqual([]);
  });
});

/** A side that notes what is read of it; with `hashes`, it tells what is in its files by itself. */
function side(read: string[], hashes: boolean): Target {
  const unused = (): never => {
    throw new Error('Nobody asks for that.');
  };
  return {
    features: {
      setsTimesToMs: 1,
      hashes: hashes ? ['sha256'] : [],
      hash: () => Promise.resolve('0'),
      resumes: false,
      nameRules: 'posix',
      foldsNames: false,
      concurrency: 2,
    },
    read: (path) => {
      read.push(path);
      return Promise.resolve(Readable.from([Buffer.from(path)]));
    },
    connect: unused,
    list: unused,
    stat: unused,
    freeSpace: unused,
    write: unused,
    move: unused,
    keep: unused,
    makeFolder: unused,
    removeFile: unused,
    removeFolder: unused,
    close: unused,
  };
}

async function readOf(files: readonly FileThere[], localHashes = false): Promise<readonly string[]> {
  const read: string[] = [];
  const targets = { local: side(read, localHashes), remote: side(read, false) };
  const contents = await contentsOf(files, targets, new AbortController().signal);
  for (const { side: where, path } of files) {
    const hashed = localHashes && where === 'local';
    expect(contents.has(`${where}:${path}`), path).toBe(hashed || read.includes(path));
  }
  return read.sort();
}

describe('what proving moves may read', () => {
  const there = (path: string, size: number): FileThere => ({ side: 'remote', path, size });

  it('is files of up to 256 KiB', async () => {
    expect(await readOf([there('fits', 256 * KIB), there('too large', 256 * KIB + 1)])).toEqual(['fits']);
  });

  it('is 32 MiB in all, on both sides together', async () => {
    const files = [
      ...numbered(64, (n) => there(n, 256 * KIB)),
      ...numbered(64, (n): FileThere => ({ side: 'local', path: `here-${n}`, size: 256 * KIB })),
      there('one more byte', 1),
    ];
    const read = await readOf(files);
    expect(read).toHaveLength(128);
    expect(read).not.toContain('one more byte');
  });

  it('is not used up by what a side hashes by itself', async () => {
    const files = [
      ...numbered(200, (n): FileThere => ({ side: 'local', path: `here-${n}`, size: 256 * KIB })),
      ...numbered(128, (n) => there(n, 256 * KIB)),
    ];
    expect(await readOf(files, true)).toEqual(numbered(128, (n) => n));
  });
});
