import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, Transform, type Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/shared/entry/entry.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import type { ReadOptions, Target, WriteOptions } from '../../../src/main/targets/target.js';
import { whyUnavailable } from '../../servers/start-server.js';
import { Pair, type Served } from '../support/pair.js';
import { servedBy } from '../support/served.js';
import { withMethods } from '../support/sides/with-methods.js';

const BYTES = 6 * 2 ** 20 + 12_345;
const CUT_AT = 4 * 2 ** 20 + 99;

const SERVERS = ['pure-ftpd', 'proftpd', 'openssh'] as const;

/** What of a file was asked for, and when its line broke. */
interface Reads {
  readonly from: number[];
  /** Called in the moment of the first cut. */
  onCut: () => Promise<void>;
}

/** A target whose first reading of `big.bin` breaks in the middle. */
function cutOnce(target: Target, reads: Reads): Target {
  const read = async (path: string, options: ReadOptions): Promise<Readable> => {
    const content = await target.read(path, options);
    if (path !== 'big.bin') return content;
    reads.from.push(options.from ?? 0);
    return reads.from.length === 1 ? pipeline(content, cutAfter(CUT_AT, reads), () => undefined) : content;
  };
  return withMethods(target, { read });
}

/** Some servers (proftpd) say 451 when they are told not to let an upload go on. */
function refusingToResume(target: Target): Target {
  return withMethods(target, {
    write: async (path: string, source: Readable, options: WriteOptions) => {
      if ((options.resumeFrom ?? 0) === 0) return target.write(path, source, options);
      source.destroy();
      throw new ProblemError({ kind: 'busy', what: 'Restart not permitted.', advice: 'Try again.' });
    },
  });
}

function cutAfter(bytes: number, reads: Reads): Transform {
  let passed = 0;
  const lost = new ProblemError({
    kind: 'connection-lost',
    what: 'The connection was lost.',
    advice: 'Try again.',
  });
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      if (passed <= bytes) done(null, chunk);
      // What has passed gets time to arrive.
      else setTimeout(() => void reads.onCut().then(() => done(lost)), 300);
    },
  });
}

async function cutPair(from: Side, served: Served | undefined): Promise<{ pair: Pair; reads: Reads }> {
  const pair = await Pair.create({}, {}, served);
  const reads: Reads = { from: [], onCut: () => Promise.resolve() };
  pair.wrap = (target, side) => (side === from ? cutOnce(target, reads) : target);
  return { pair, reads };
}

async function putBig(pair: Pair, side: Side): Promise<Buffer> {
  const content = randomBytes(BYTES);
  await pair.put(side, { 'big.bin': content.toString('latin1') });
  return readFile(join(pair.root(side), 'big.bin'));
}

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

async function expectWhole(pair: Pair, to: Side, content: Buffer): Promise<void> {
  expect(sha256(await readFile(join(pair.root(to), 'big.bin')))).toBe(sha256(content));
  expect((await readdir(pair.root(to))).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(await pair.planned()).toEqual({});
}

describe.each(['a folder on this computer', ...SERVERS])('with %s', (name) => {
  const server = SERVERS.find((each) => each === name);
  const serve = (): Promise<Served | undefined> =>
    server === undefined ? Promise.resolve(undefined) : servedBy(server);

  it.each(['local', 'remote'] as const)(
    'S3: a big file whose reading on the %s side is cut is resumed, and is whole',
    async (from) => {
      const { pair, reads } = await cutPair(from, await serve());
      try {
        const content = await putBig(pair, from);
        const { counts } = await pair.sync();
        expect(counts).toMatchObject({ done: 1, failed: 0 });
        expect(reads.from).toHaveLength(2);
        expect(reads.from[1]).toBeGreaterThan(0);
        await expectWhole(pair, from === 'local' ? 'remote' : 'local', content);
      } finally {
        await pair.remove();
      }
    },
  );
});

it('S3: a part whose end is not what was sent is thrown away, and the file begins again', async () => {
  const { pair, reads } = await cutPair('local', undefined);
  try {
    const content = await putBig(pair, 'local');
    reads.onCut = async () => {
      const part = (await readdir(pair.root('remote'))).find((name) => name.endsWith('.part'));
      const file = await open(join(pair.root('remote'), part ?? ''), 'r+');
      await file.write(Buffer.alloc(2 ** 20), 0, 2 ** 20, 3 * 2 ** 20);
      await file.close();
    };
    const { counts } = await pair.sync();
    expect(counts).toMatchObject({ done: 1, failed: 0 });
    expect(reads.from).toEqual([0, 0]);
    await expectWhole(pair, 'remote', content);
  } finally {
    await pair.remove();
  }
});

it('S3: where a side will not go on with a part after all, the file begins again, and the part is removed', async () => {
  const { pair, reads } = await cutPair('local', undefined);
  const cut = pair.wrap;
  pair.wrap = (target, side) => (side === 'local' ? cut(target, side) : refusingToResume(target));
  try {
    const content = await putBig(pair, 'local');
    const { counts } = await pair.sync();
    expect(counts).toMatchObject({ done: 1, failed: 0 });
    expect(reads.from).toEqual([0, 4 * 2 ** 20, 0]);
    await expectWhole(pair, 'remote', content);
  } finally {
    await pair.remove();
  }
});

it('S2: a file that changed while its line was cut is not resumed, and nothing of it stays', async () => {
  const { pair, reads } = await cutPair('local', undefined);
  try {
    await putBig(pair, 'local');
    reads.onCut = () => pair.put('local', { 'big.bin': 'another content' });
    const { counts } = await pair.sync();
    expect(counts).toMatchObject({ done: 0 });
    expect(await readdir(pair.root('remote'))).toEqual([]);
  } finally {
    await pair.remove();
  }
});

const why = await whyUnavailable('proftpd');
const withProftpd = why === undefined ? it : it.skip;

withProftpd('S3: a part that was harmed in its middle is found out by the server’s hash', async () => {
  const { pair, reads } = await cutPair('local', await servedBy('proftpd', { hashes: true }));
  try {
    const content = await putBig(pair, 'local');
    reads.onCut = async () => {
      const part = (await readdir(pair.root('remote'))).find((name) => name.endsWith('.part'));
      const file = await open(join(pair.root('remote'), part ?? ''), 'r+');
      await file.write(Buffer.alloc(1000), 0, 1000, 2 ** 20);
      await file.close();
    };
    const { counts } = await pair.sync();
    expect(counts).toMatchObject({ done: 1, failed: 0 });
    expect(reads.from).toEqual([0, 4 * 2 ** 20, 0]);
    await expectWhole(pair, 'remote', content);
  } finally {
    await pair.remove();
  }
});
