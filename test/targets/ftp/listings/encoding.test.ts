import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Target } from '../../../../src/main/targets/target.js';
import type { ServerName, TestServer } from '../../../servers/server.js';
import { startServer, whyUnavailable } from '../../../servers/start-server.js';
import { get, list, NEVER, problemOf, put } from '../../contract/support/tools.js';
import { targetOf } from '../../contract/support/ftp.js';

const NAMES: readonly ServerName[] = ['proftpd', 'vsftpd', 'pure-ftpd'];
const missing = new Map(
  await Promise.all(NAMES.map(async (name) => [name, await whyUnavailable(name)] as const)),
);

/** Bytes of a name as they lie on the disk. */
function bytes(wire: string): Buffer {
  return Buffer.from(wire, 'latin1');
}

/** Where the bytes lie on the disk. */
function onDisk(server: TestServer, ...wires: readonly string[]): Buffer {
  return Buffer.concat([bytes(server.root), ...wires.map((wire) => bytes(`/${wire}`))]);
}

async function namesOnDisk(server: TestServer): Promise<readonly string[]> {
  const names = await readdir(server.root, { encoding: 'buffer' });
  return names.map((name) => name.toString('latin1')).sort();
}

for (const name of NAMES) {
  const why = missing.get(name);
  describe.skipIf(why !== undefined)(
    `names on ${name}${why === undefined ? '' : ` (skipped: ${why})`}`,
    () => {
      const cleanups: (() => Promise<void>)[] = [];
      afterEach(async () => {
        for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
      });

      async function server(): Promise<TestServer> {
        const started = await startServer(name);
        cleanups.push(() => started.stop());
        return started;
      }

      async function connected(to: TestServer, encoding: string): Promise<Target> {
        const target = targetOf(to, { line: { encoding } });
        cleanups.push(() => target.close());
        await target.connect(NEVER);
        return target;
      }

      test('that are not UTF-8 are read as Windows-1252, and their bytes go back', async () => {
        const running = await server();
        await mkdir(onDisk(running, 'gr\xFCn'));
        await writeFile(onDisk(running, 'gr\xFCn', 'M\xFCller'), 'old');
        await writeFile(onDisk(running, 'Grö\xDFe'), 'size');
        await writeFile(join(running.root, 'usual ü'), 'usual');
        await running.own();
        const before = await namesOnDisk(running);

        const target = await connected(running, 'utf-8');
        expect([...(await list(target, '')).keys()].sort()).toEqual(['Größe', 'grün', 'usual ü']);
        expect((await get(target, 'grün/Müller')).toString()).toBe('old');
        await put(target, 'grün/Müller', 'new');
        expect(await readFile(onDisk(running, 'gr\xFCn', 'M\xFCller'), 'utf8')).toBe('new');
        await put(target, 'grün/neu ü', 'x');
        expect(await readFile(onDisk(running, 'gr\xFCn', 'neu \xC3\xBC'), 'utf8')).toBe('x');
        expect(await namesOnDisk(running)).toEqual(before);
        await target.removeFile('Größe', NEVER);
        await target.move('grün/Müller', 'moved', NEVER);
        await target.removeFile('grün/neu ü', NEVER);
        await target.removeFolder('grün', NEVER);
        expect(await namesOnDisk(running)).toEqual(['moved', 'usual \xC3\xBC']);
      });

      test('that are not UTF-8 are found without having been listed', async () => {
        const running = await server();
        await mkdir(onDisk(running, 'gr\xFCn'));
        await writeFile(onDisk(running, 'gr\xFCn', 'M\xFCller'), 'old');
        await running.own();
        const target = await connected(running, 'utf-8');
        expect(await target.stat('grün/Müller', NEVER)).toMatchObject({ kind: 'file', size: 3 });
        expect(await target.stat('grün/Möller', NEVER)).toBeUndefined();
        expect(await target.stat('kühn/Müller', NEVER)).toBeUndefined();
        await target.removeFile('grün/Müller', NEVER);
        expect(await readdir(onDisk(running, 'gr\xFCn'))).toEqual([]);
      });

      test.each([
        ['windows-1252', 'Größe €', 'Gr\xF6\xDFe \x80'],
        ['koi8-r', 'мир', '\xCD\xC9\xD2'],
        ['shift_jis', '日本', '\x93\xFA\x96\x7B'],
      ])('are in %s where the profile says so', async (encoding, text, wire) => {
        const running = await server();
        const target = await connected(running, encoding);
        await target.makeFolder(text, NEVER);
        await put(target, `${text}/${text}`, 'content');
        expect(await namesOnDisk(running)).toEqual([wire]);
        expect(await readFile(onDisk(running, wire, wire), 'utf8')).toBe('content');
        expect([...(await list(target, text)).keys()]).toEqual([text]);
        expect((await get(target, `${text}/${text}`)).toString()).toBe('content');
        const home = targetOf(running, { line: { encoding }, path: `/${text}` });
        cleanups.push(() => home.close());
        await home.connect(NEVER);
        expect([...(await list(home, '')).keys()]).toEqual([text]);
      });

      test('that the encoding lacks are refused, and nothing is written', async () => {
        const running = await server();
        const target = await connected(running, 'windows-1252');
        expect(await problemOf(put(target, '日本', 'x'))).toBe('name-refused');
        expect(await namesOnDisk(running)).toEqual([]);
      });

      test('in an encoding that nobody knows are said to be so', async () => {
        const target = targetOf(await server(), { line: { encoding: 'no-such' } });
        cleanups.push(() => target.close());
        expect(await problemOf(target.connect(NEVER))).toBe('invalid');
      });
    },
  );
}
