import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../bundle.js';

/** More than are listed without the thread. */
const FILES = 2500;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-disk-'));
  await bundle(
    {
      'local-target': 'src/main/targets/local/local-target.ts',
      'disk-worker': 'src/main/targets/local/worker/disk-worker.ts',
    },
    join(folder, 'out'),
  );
  const root = join(folder, 'root');
  await mkdir(join(root, 'many', 'below'), { recursive: true });
  await mkdir(join(root, 'few'));
  for (let n = 0; n < FILES; n += 1) await writeFile(join(root, 'many', `file ${n}`), 'x'.repeat(n % 7));
  await utimes(join(root, 'many', 'file 3'), 1_700_000_000.123, 1_700_000_000.123);
  await writeFile(join(root, 'few', 'big'), Buffer.alloc(3_000_000, 'y'));
  if (process.platform === 'win32') return;
  await symlink('file 3', join(root, 'many', 'link'));
  await symlink('many', join(root, 'door'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const Told = v.object({
  entries: v.array(v.tuple([v.string(), v.unknown()])),
  again: v.array(v.tuple([v.string(), v.unknown()])),
  sha256: v.optional(v.string()),
  gone: v.string(),
  stopped: v.string(),
  throughLink: v.array(v.string()),
});

/** Lists a long folder twice in a program of its own, the second time with the thread, and asks for a hash. */
async function tell(): Promise<v.InferOutput<typeof Told>> {
  const file = join(folder, 'out', 'program.mjs');
  await writeFile(
    file,
    `import { LocalTarget } from './local-target.js';
     const never = new AbortController().signal;
     const target = new LocalTarget(${JSON.stringify(join(folder, 'root'))}, 'local', { links: 'follow', permissions: 'keep' });
     await target.connect(never);
     const list = async (path, signal = never, from = target) => {
       const found = [];
       for await (const chunk of from.list(path, signal)) for (const { name, entry } of chunk) found.push([name, entry]);
       return found.sort(([a], [b]) => (a < b ? -1 : 1));
     };
     const kindOf = (work) => work.then(() => 'none', (error) => error.problem?.kind ?? String(error));
     const entries = await list('many');
     const again = await list('many');
     const sha256 = await target.features.hashHere('few/big', never);
     const gone = await kindOf(list('gone'));
     const stopped = await kindOf(list('many', AbortSignal.abort()));
     await target.close();
     const strict = new LocalTarget(${JSON.stringify(join(folder, 'root'))}, 'local');
     await strict.connect(never);
     const throughLink = [await kindOf(list('door/below', never, strict))];
     await list('many', never, strict);
     throughLink.push(await kindOf(list('door/below', never, strict)));
     await strict.close();
     console.log(JSON.stringify({ entries, again, sha256, gone, stopped, throughLink }));`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, [file], {
    timeout: 20_000,
    maxBuffer: 10_000_000,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  return v.parse(Told, JSON.parse(stdout));
}

describe('the thread that works on the disk', () => {
  test('lists what is listed without it, hashes files, and lets the program end', async () => {
    const { entries, again, sha256, gone, stopped } = await tell();
    expect(again).toEqual(entries);
    expect(entries.length).toBeGreaterThan(FILES);
    expect(sha256).toBe(createHash('sha256').update(Buffer.alloc(3_000_000, 'y')).digest('hex'));
    expect(gone).toBe('not-found');
    expect(stopped).toBe('stopped');
  });

  test.skipIf(process.platform === 'win32')(
    'S9: goes through no link that nobody follows, with it or without',
    async () => {
      const { throughLink } = await tell();
      const [without, withThread] = throughLink;
      expect(without).not.toBe('none');
      expect(withThread).toBe(without);
    },
  );

  test('is done without where it cannot begin', async () => {
    await rm(join(folder, 'out', 'disk-worker.js'));
    const { entries, again, sha256, gone } = await tell();
    expect(again).toEqual(entries);
    expect(sha256).toBeUndefined();
    expect(gone).toBe('not-found');
  });
});
