import { readdir, readFile, writeFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import type { Target } from '../../../../src/main/targets/target.js';
import { startCuttingProxy, type CuttingProxy } from '../../../servers/proxies/cutting-proxy.js';
import type { Case } from './subject.js';
import { get, list, NEVER, noise, problemOf, put, stalling } from './tools.js';

/** The cases about lines that are cut and passwords that are wrong, for those that are reached by a line. */
export function cutCases(now: () => Case): void {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  /** A target that is reached through a proxy; skips the test where there is no line to cut. */
  async function through(
    skip: (reason: string) => never,
  ): Promise<{ readonly target: Target; readonly proxy: CuttingProxy }> {
    const line = now().subject.line ?? skip('There is no line.');
    const proxy = await startCuttingProxy(line.port);
    const target = line.open(proxy.port);
    cleanups.push(() => proxy.stop());
    cleanups.push(() => target.close());
    await target.connect(NEVER);
    return { target, proxy };
  }

  test('lists a folder whole or not at all where the line is cut (S8)', async ({ skip }) => {
    const cut = await through(skip);
    const { home, onDisk, subject } = now();
    await Promise.all(Array.from({ length: 50 }, (_, n) => writeFile(onDisk(`file ${n}`), 'x')));
    await subject.own();
    for (const bytes of [0, 40, 90, 150, 400]) {
      cut.proxy.after(bytes, 'cut');
      const listed = await list(cut.target, home).catch((error: unknown) => problemOf(rejected(error)));
      if (typeof listed !== 'string') expect(listed.size).toBe(50);
      cut.proxy.heal();
    }
    expect((await list(cut.target, home)).size).toBe(50);
  });

  test('breaks off a file that it reads where the line is cut, or brings all of it (S3)', async ({
    skip,
  }) => {
    const cut = await through(skip);
    const { home, target } = now();
    await put(target, `${home}/file`, noise(3_000_000));
    const stream = await cut.target.read(`${home}/file`, { signal: NEVER });
    const chunks: Buffer[] = [];
    const reading = (async () => {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        if (chunks.length === 0) cut.proxy.cutAll();
        chunks.push(chunk);
      }
    })();
    await reading.catch((error: unknown) => problemOf(rejected(error)));
    const isWhole = await reading.then(
      () => true,
      () => false,
    );
    expect(isWhole ? Buffer.concat(chunks).equals(noise(3_000_000)) : true).toBe(true);
    expect((await get(cut.target, `${home}/file`)).length).toBe(3_000_000);
  });

  test('keeps the old file where the line is cut in the middle of the new one (S3)', async ({ skip }) => {
    const cut = await through(skip);
    const { home, onDisk } = now();
    await put(cut.target, `${home}/file`, 'old');
    const source = stalling(noise(300_000));
    const writing = problemOf(put(cut.target, `${home}/file`, source, { size: 1_000_000 }));
    await expect.poll(() => readdir(onDisk('.'))).toHaveLength(2);
    cut.proxy.cutAll();
    source.destroy(new Error('over'));
    await writing;
    expect(await readFile(onDisk('file'), 'utf8')).toBe('old');
    await expect.poll(() => readdir(onDisk('.'))).toEqual(['file']);
    await put(cut.target, `${home}/file`, 'new');
    expect(await readFile(onDisk('file'), 'utf8')).toBe('new');
  });

  test('lets nobody in with a wrong password', async ({ skip }) => {
    const target = now().subject.line?.withWrongPassword?.() ?? skip('It asks for no password.');
    cleanups.push(() => target.close());
    expect(await problemOf(target.connect(NEVER))).toBe('sign-in-refused');
  });
}

function rejected(error: unknown): Promise<never> {
  return Promise.reject(error instanceof Error ? error : new Error(String(error)));
}
