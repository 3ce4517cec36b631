import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFile } from '../../src/main/targets/local/original-fs.js';
import { bundle } from '../bundle.js';

/** More than are listed without the thread. */
const FILES = 2100;

const JUNK = 'no archive at all';

/** Ways in which Evenkeel runs: the command line on Electron as Node, and the window's main process. */
const WAYS = {
  'the command line': { ELECTRON_RUN_AS_NODE: '1' },
  'the main process of the window': { ELECTRON_RUN_AS_NODE: undefined },
} as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-archives-'));
  await bundle(
    {
      'local-target': 'src/main/targets/local/local-target.ts',
      'disk-worker': 'src/main/targets/local/worker/disk-worker.ts',
    },
    join(folder, 'out'),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const Told = v.object({
  here: v.array(v.tuple([v.string(), v.string()])),
  inThread: v.array(v.tuple([v.string(), v.string()])),
  read: v.string(),
  sha256: v.string(),
  after: v.array(v.string()),
});

/** Does to files of that name all that a run does, the listing and the hash in the thread as well. */
function program(root: string): string {
  return `
    import { Readable } from 'node:stream';
    import { LocalTarget } from './local-target.js';
    const never = new AbortController().signal;
    const target = new LocalTarget(${JSON.stringify(root)}, 'local');
    const list = async (path) => {
      const found = [];
      for await (const chunk of target.list(path, never)) for (const { name, entry } of chunk) found.push([name, entry.kind]);
      return found.sort(([a], [b]) => (a < b ? -1 : 1));
    };
    async function tell() {
      await target.connect(never);
      const here = await list('few');
      await list('many');
      const inThread = await list('few');
      let read = '';
      for await (const chunk of await target.read('few/real.asar', { signal: never })) read += chunk;
      const sha256 = await target.features.hashHere('few/real.asar', never);
      const write = { temporaryPath: 'few/.part', size: 3, modifiedMs: 0, signal: never };
      await target.write('few/new.asar', Readable.from([Buffer.from('new')]), { ...write, beforeReplace: async () => undefined });
      await target.write('few/real.asar', Readable.from([Buffer.from('new')]), { ...write, beforeReplace: async () => 'kept.asar' });
      await target.move('few/new.asar', 'few/moved.asar', never);
      await target.removeFile('few/moved.asar', never);
      await target.makeFolder('few/made.asar', never);
      const after = (await list('few')).map(([name]) => name);
      await target.close();
      return { here, inThread, read, sha256, after };
    }
    tell().then((told) => console.log(JSON.stringify(told)), (error) => console.log(JSON.stringify(String(error.stack))))
      .finally(async () => process.env.ELECTRON_RUN_AS_NODE || (await import('electron')).app.exit(0));`;
}

test.each(Object.entries(WAYS))(
  'files and folders named *.asar are files and folders like any other to %s',
  async (way, environment) => {
    const root = join(folder, way);
    await mkdir(join(root, 'many'), { recursive: true });
    await mkdir(join(root, 'few', 'folder.asar'), { recursive: true });
    await writeFile(join(root, 'few', 'real.asar'), JUNK);
    for (let n = 0; n < FILES; n += 1) await writeFile(join(root, 'many', `file ${n}`), 'x');
    const file = join(folder, 'out', 'program.mjs');
    await writeFile(file, program(root));
    const sandbox =
      process.getuid?.() === 0 && environment.ELECTRON_RUN_AS_NODE === undefined ? ['--no-sandbox'] : [];
    const { stdout } = await promisify(execFile)(process.execPath, [...sandbox, file], {
      timeout: 60_000,
      env: { ...process.env, ...environment },
    });
    const listed = [
      ['folder.asar', 'folder'],
      ['real.asar', 'file'],
    ];
    const line = stdout.split('\n').find((text) => text.startsWith('{') || text.startsWith('"')) ?? stdout;
    expect(v.parse(Told, JSON.parse(line))).toEqual({
      here: listed,
      inThread: listed,
      read: JUNK,
      sha256: createHash('sha256').update(JUNK).digest('hex'),
      after: ['folder.asar', 'made.asar', 'real.asar'],
    });
  },
  90_000,
);
