import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../bundle.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-hash-'));
  await bundle(
    {
      'hash-stream': 'src/main/sync/hash/hash-stream.ts',
      'hash-worker': 'src/main/sync/hash/hash-worker.ts',
    },
    join(folder, 'out'),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const CHUNKS = 100;
const CHUNK = Buffer.alloc(300_000, 'abc');

const Told = v.object({ sha256: v.string(), checkpoint: v.number(), hashesHere: v.number() });

/** Hashes a big content in a program of its own, and counts the hashes that its first thread computes. */
async function tell(): Promise<v.InferOutput<typeof Told>> {
  const file = join(folder, 'out', 'program.mjs');
  await writeFile(
    file,
    `import crypto from 'node:crypto';
     import { syncBuiltinESMExports } from 'node:module';
     const { createHash } = crypto;
     let hashesHere = 0;
     crypto.createHash = (...options) => {
       hashesHere += 1;
       return createHash(...options);
     };
     syncBuiltinESMExports();
     const { HashStreams } = await import('./hash-stream.js');
     const streams = new HashStreams();
     const stream = streams.start(${CHUNKS * CHUNK.length}, true);
     const chunk = Buffer.alloc(${CHUNK.length}, 'abc');
     for (let n = 0; n < ${CHUNKS}; n += 1) await stream.take(chunk);
     const sha256 = await stream.sha256();
     const { at } = await stream.checkpointWithin(Infinity);
     await streams.close();
     console.log(JSON.stringify({ sha256, checkpoint: at, hashesHere }));`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, [file], {
    timeout: 20_000,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  return v.parse(Told, JSON.parse(stdout));
}

describe('the thread that computes hashes', () => {
  const hash = createHash('sha256');
  for (let n = 0; n < CHUNKS; n += 1) hash.update(CHUNK);
  const expected = { sha256: hash.digest('hex'), checkpoint: 114 * 256 * 1024 };

  test('computes that of a big content, and lets the program end', async () => {
    expect(await tell()).toEqual({ ...expected, hashesHere: 0 });
  });

  test('is done without where it cannot begin', async () => {
    await rm(join(folder, 'out', 'hash-worker.js'));
    expect(await tell()).toEqual({ ...expected, hashesHere: 1 });
  });
});
