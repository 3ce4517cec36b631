import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, Transform, type Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/shared/entry/entry.js';
import { otherSide } from '../../../src/shared/entry/entry.js';
import type { ReadOptions, Target } from '../../../src/main/targets/target.js';
import { whyUnavailable } from '../../servers/start-server.js';
import { Pair, type Served } from '../support/pair.js';
import { servedBy } from '../support/served.js';
import { withFeatures } from '../support/sides/features.js';
import { withMethods } from '../support/sides/with-methods.js';

const MIB = 2 ** 20;
const BYTES = 40 * MIB + 12_345;
const CUT_AT = 32 * MIB;

/** Every reading of `big.bin` that is meant to copy it, and where it began. */
interface Reads {
  readonly from: number[];
  /** Called when the first one has come to the middle; what follows does not pass any more. */
  atCut: () => void;
}

function watched(target: Target, reads: Reads): Target {
  const read = async (path: string, options: ReadOptions): Promise<Readable> => {
    const content = await target.read(path, options);
    if (path !== 'big.bin' || options.size === undefined) return content;
    reads.from.push(options.from ?? 0);
    return reads.from.length === 1 ? pipeline(content, stopAfter(reads), () => undefined) : content;
  };
  // Two folders of one disk would share what is in them.
  return withFeatures(withMethods(target, { read }), { share: undefined });
}

function stopAfter(reads: Reads): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      if (passed <= CUT_AT) done(null, chunk);
      // What has passed gets time to arrive.
      else setTimeout(reads.atCut, 500);
    },
  });
}

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** A pair whose first run was stopped in the middle of a big file. */
async function stopped(
  from: Side,
  served: Served | undefined,
): Promise<{ pair: Pair; reads: Reads; content: Buffer }> {
  const pair = await Pair.create({}, {}, served);
  const reads: Reads = { from: [], atCut: () => undefined };
  pair.wrap = (target, side) => (side === from ? watched(target, reads) : target);
  const content = randomBytes(BYTES);
  await pair.put(from, { 'big.bin': content.toString('latin1') });
  const whole = await readFile(join(pair.root(from), 'big.bin'));
  const stop = new AbortController();
  reads.atCut = () => stop.abort();
  const report = await pair.run(await pair.compare(), { signal: stop.signal });
  expect(report.end).toEqual({ kind: 'stopped' });
  expect(await partsOn(pair, otherSide(from))).toHaveLength(1);
  return { pair, reads, content: whole };
}

async function partsOn(pair: Pair, side: Side): Promise<readonly string[]> {
  return (await readdir(pair.root(side))).filter((name) => name.endsWith('.part'));
}

async function expectWhole(pair: Pair, to: Side, content: Buffer): Promise<void> {
  expect(sha256(await readFile(join(pair.root(to), 'big.bin')))).toBe(sha256(content));
  expect(await partsOn(pair, to)).toEqual([]);
  expect(await pair.planned()).toEqual({});
  expect(await pair.state.parts()).toEqual([]);
}

const SERVERS = ['pure-ftpd', 'vsftpd', 'openssh'] as const;
const missing = new Map(
  await Promise.all(SERVERS.map(async (name) => [name, await whyUnavailable(name)] as const)),
);

describe.each(['a folder on this computer', ...SERVERS])('with %s', (name) => {
  const server = SERVERS.find((each) => each === name);
  const serve = (): Promise<Served | undefined> =>
    server === undefined ? Promise.resolve(undefined) : servedBy(server);

  it.skipIf(server !== undefined && missing.get(server) !== undefined).each(['local', 'remote'] as const)(
    'S3: a big file from the %s side that was under way when its run was stopped is resumed by the next run, and is whole',
    async (from) => {
      const { pair, reads, content } = await stopped(from, await serve());
      try {
        const { counts } = await pair.sync();
        expect(counts).toMatchObject({ done: 1, failed: 0 });
        expect(reads.from).toHaveLength(2);
        expect(reads.from[1]).toBeGreaterThanOrEqual(8 * MIB);
        await expectWhole(pair, otherSide(from), content);
      } finally {
        await pair.remove();
      }
    },
  );
});

describe('begins again, and leaves nothing of it,', () => {
  const cases: readonly (readonly [what: string, change: (pair: Pair, part: string) => Promise<void>])[] = [
    [
      'S2: where the file has changed since',
      async (pair) => {
        const later = new Date(Date.UTC(2026, 1, 1));
        await utimes(join(pair.root('local'), 'big.bin'), later, later);
      },
    ],
    ['S3: where the end of the part is not what was sent', (_pair, part) => spoil(part, 23 * MIB)],
    ['S3: where the middle of the part is not what was sent', (_pair, part) => spoil(part, 11 * MIB)],
    [
      'S3: where something near the beginning of the part is not what was sent',
      (_pair, part) => spoil(part, 5 * MIB),
    ],
    ['S3: where the part is gone but for its beginning', (_pair, part) => writeFile(part, 'x')],
  ];
  it.each(cases)('%s', async (_what, change) => {
    const { pair, reads, content } = await stopped('local', undefined);
    try {
      const [part = ''] = await partsOn(pair, 'remote');
      await change(pair, join(pair.root('remote'), part));
      const { counts } = await pair.sync();
      expect(counts).toMatchObject({ done: 1, failed: 0 });
      expect(reads.from).toEqual([0, 0]);
      await expectWhole(pair, 'remote', content);
    } finally {
      await pair.remove();
    }
  });

  it('S5: where the file is gone', async () => {
    const { pair } = await stopped('local', undefined);
    try {
      await pair.delete('local', 'big.bin');
      await pair.sync();
      expect(await readdir(pair.root('remote'))).toEqual([]);
      expect(await pair.state.parts()).toEqual([]);
    } finally {
      await pair.remove();
    }
  });
});

async function spoil(file: string, from: number): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(2 * MIB), 0, 2 * MIB, from);
  await handle.close();
}
