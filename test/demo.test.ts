import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Client, FileType } from 'basic-ftp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemo, type Demo } from '../src/main/demo/demo.js';
import { parseRemote } from '../src/shared/profile/remote.js';

const DAY_MS = 24 * 60 * 60_000;

let parent: string;
let folder: string;
let demo: Demo;
/** What both sides held when they were in sync. */
let base: Map<string, string>;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'evenkeel-demo-'));
  folder = join(parent, 'demo');
  demo = await startDemo(folder);
  await demo.seed(async () => {
    await upload();
    base = await filesBelow(demo.profile.localFolder);
  });
});

afterAll(async () => {
  await demo.stop();
  await rm(parent, { recursive: true, force: true });
});

/** Signs in to the demonstration's server as its profile says. */
async function signIn(to = demo, password = to.password): Promise<Client> {
  const parsed = parseRemote(to.profile.remoteFolder);
  if (parsed.kind !== 'valid' || parsed.address.kind !== 'server')
    throw new Error('The address is not valid.');
  const { host, port } = parsed.address;
  const client = new Client(5000);
  try {
    await client.access({ host, port, user: to.profile.userName, password });
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

/** Brings the server to what the local folder holds, as a synchronization would; the demonstration asks for it. */
const upload = async (): Promise<void> => {
  const client = await signIn();
  await client.uploadFromDir(demo.profile.localFolder);
  client.close();
};

async function filesBelow(root: string): Promise<Map<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    files.map(async (file) => [file.slice(root.length + 1), await readFile(file, 'latin1')] as const),
  );
  return new Map(contents);
}

describe('the demonstration', () => {
  it('leaves every case behind: new, changed and deleted on each side, two conflicts, and equal files', async () => {
    const local = await filesBelow(demo.profile.localFolder);
    const server = await filesBelow(join(folder, 'server'));
    const counts = new Map<string, number>();
    for (const path of new Set([...base.keys(), ...local.keys(), ...server.keys()])) {
      const name = `${change(base.get(path), local.get(path))}, ${change(base.get(path), server.get(path))}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({
      'same, same': expect.any(Number) as number,
      'new, same': 5,
      'changed, same': 3,
      'deleted, same': 4,
      'same, new': 3,
      'same, changed': 3,
      'same, deleted': 7,
      'changed, changed': 1,
      'changed, deleted': 1,
    });
    expect(counts.get('same, same')).toBeGreaterThan(50);
    expect(local.size).toBeLessThan(120);
  });

  it('changes the size of every file that it edits, so that a listing by the minute shows it', async () => {
    for (const root of [demo.profile.localFolder, join(folder, 'server')]) {
      for (const [path, content] of await filesBelow(root)) {
        const before = base.get(path);
        if (before !== undefined && before !== content) expect(content.length, path).not.toBe(before.length);
      }
    }
  });

  it('shows its files through FTP, with names in any script and believable times', async () => {
    const client = await signIn();
    const notes = await client.list('notes');
    const ideas = notes.find((entry) => entry.name === 'ideas 💡.txt');
    expect(ideas?.type).toBe(FileType.File);
    expect(Date.now() - (await client.lastMod('notes/ideas 💡.txt')).getTime()).toBeGreaterThan(11 * DAY_MS);
    expect((await client.list('orders/incoming')).map((entry) => entry.name)).toContain(
      'order 1044 – Hotel Möwe.txt',
    );
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    });
    await client.downloadTo(sink, 'site/index.html');
    expect(Buffer.concat(chunks)).toEqual(await readFile(join(folder, 'server', 'site', 'index.html')));
    client.close();
  });

  it('gives uploads after the preparation their real time', async () => {
    const file = join(parent, 'later.txt');
    await writeFile(file, 'later');
    const client = await signIn();
    await client.uploadFrom(file, 'later.txt');
    expect(Math.abs(Date.now() - (await client.lastMod('later.txt')).getTime())).toBeLessThan(DAY_MS);
    client.close();
  });

  it('keeps its user inside its folder', async () => {
    await writeFile(join(parent, 'secret.txt'), 'not yours');
    const client = await signIn();
    await expect(client.size('../../secret.txt')).rejects.toThrow();
    await expect(client.size('/../../secret.txt')).rejects.toThrow();
    client.close();
  });

  it('refuses a wrong password', async () => {
    await expect(signIn(demo, 'guessed')).rejects.toThrow(/530|wrong/);
  });

  it('adds no handler that would end the process on a signal', async () => {
    const before = process.listenerCount('SIGTERM');
    const second = await startDemo(join(parent, 'second'));
    expect(process.listenerCount('SIGTERM')).toBe(before);
    await second.stop();
  });

  it('is gone when stopped: no folder, no server', async () => {
    const place = join(parent, 'short');
    const short = await startDemo(place);
    const client = await signIn(short);
    await short.stop();
    client.close();
    await expect(access(place)).rejects.toThrow();
    await expect(signIn(short)).rejects.toThrow();
  });
});

function change(
  before: string | undefined,
  after: string | undefined,
): 'same' | 'new' | 'changed' | 'deleted' {
  if (before === after) return 'same';
  if (before === undefined) return 'new';
  return after === undefined ? 'deleted' : 'changed';
}
