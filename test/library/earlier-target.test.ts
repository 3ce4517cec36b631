import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { contract } from '../../src/main/library/contract/index.js';
import { openTarget } from '../../src/main/library/open-target.js';
import { pairingOf } from '../../src/main/library/pairing.js';
import type { EarlierTarget } from '../../src/main/targets/earlier-target.js';
import { LocalTarget } from '../../src/main/targets/local/local-target.js';
const NEVER = new AbortController().signal;

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-earlier-'));
  folders.push(folder);
  return folder;
}

/** A folder as a program written for version 0.1.0 of the library would have it: nobody has told it of `features`. */
function earlierTarget(folder: string): EarlierTarget {
  const target = new LocalTarget(folder, 'local');
  return {
    get capabilities() {
      const { setsTimesToMs, resumes, nameRules, foldsNames, concurrency } = target.features;
      return { setsTimesToMs, hashes: [], resumes, nameRules, foldsNames, concurrency };
    },
    connect: (signal) => target.connect(signal),
    list: (path, signal) => target.list(path, signal),
    stat: (path, signal) => target.stat(path, signal),
    read: (path, options) => target.read(path, options),
    hash: () => Promise.resolve(undefined),
    hashHere: async (path, signal) => target.features.hashHere?.(path, signal),
    makeLink: async (path, leadsTo, options) => target.features.makeLink?.(path, leadsTo, options),
    freeSpace: (signal) => target.freeSpace(signal),
    write: (path, source, options) => target.write(path, source, options),
    move: (from, to, signal) => target.move(from, to, signal),
    keep: (path, as, signal) => target.keep(path, as, signal),
    makeFolder: (path, signal) => target.makeFolder(path, signal),
    removeFile: (path, signal) => target.removeFile(path, signal),
    removeFolder: (path, signal) => target.removeFolder(path, signal),
    close: () => target.close(),
  };
}

describe('a target written for the first version of the library', () => {
  let root = '';
  const cases = contract({ open: async () => earlierTarget((root ||= await newFolder())) });
  // A long listing takes minutes to make, and says nothing about the form of a target.
  for (const { name, run } of cases.filter((one) => !one.name.includes('ten thousand'))) {
    test(`passes the contract: ${name}`, async (context) => {
      root = '';
      await run({ skip: (reason) => context.skip(reason) });
    });
  }

  test('is one side of a pair, in the form of today', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'a.txt'), 'content');
    const { folders: pair } = await pairingOf({
      local: earlierTarget(folder),
      remote: await newFolder(),
      name: 'earlier',
    });
    const given = pair.given?.local;
    await given?.connect(NEVER);
    expect(given?.features).toMatchObject({ resumes: true, hashes: [] });
    expect(given?.features.hashHere).toBeTypeOf('function');
    expect(await given?.stat('a.txt', NEVER)).toMatchObject({ kind: 'file', size: 7 });
    await given?.close();
  });

  test('may be built on an opened one, which has the members of then and of now', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'a.txt'), 'content');
    const target = await openTarget(folder);
    const asked = (name: string): unknown => Reflect.get(target, name);
    expect(asked('capabilities')).toMatchObject({ resumes: true, nameRules: 'posix' });
    expect(asked('hashHere')).toBeTypeOf('function');
    expect(asked('hash')).toBeTypeOf('function');
    expect(target.features.hash).toBeUndefined();
    await target.close();
  });
});
