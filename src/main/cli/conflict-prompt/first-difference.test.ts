import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { firstDifference, firstDifferenceOf } from './first-difference.js';

async function* chunks(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    await Promise.resolve();
    yield Buffer.from(text);
  }
}

describe('the first difference of two files', () => {
  it.each<[string[], string[], { offset: number; line: number | undefined } | undefined]>([
    [['a\nb'], ['a\nb'], undefined],
    [['a\n', 'b'], ['a', '', '\nb'], undefined],
    [[], [''], undefined],
    [['a\nbX'], ['a\nbY'], { offset: 3, line: 2 }],
    [['a\n', 'bX'], ['a\nb', 'Y'], { offset: 3, line: 2 }],
    [['a\n'], ['a\n', 'more'], { offset: 2, line: 2 }],
    [[], ['x'], { offset: 0, line: 1 }],
    [['a\0b'], ['a\0c'], { offset: 2, line: undefined }],
  ])('of %j and %j is %j, however they arrive', async (one, other, found) => {
    expect(await firstDifference(chunks(...one), chunks(...other))).toEqual(found);
    expect(await firstDifference(chunks(...other), chunks(...one))).toEqual(found);
  });

  it('is found without reading further', async () => {
    let read = 0;
    async function* endless(text: string): AsyncGenerator<Uint8Array> {
      for (;;) {
        await Promise.resolve();
        read += 1;
        yield Buffer.from(text);
      }
    }
    expect(await firstDifference(endless('same'), chunks('same', 'else'))).toEqual({ offset: 4, line: 1 });
    expect(read).toBe(2);
  });
});

describe('two files that are opened to find their first difference', () => {
  const stopped = Promise.reject(new Error('stopped'));
  stopped.catch(() => undefined);

  it('are both closed once it is found', async () => {
    const files = [
      Readable.from([Buffer.from('ax')]),
      Readable.from([Buffer.from('ay'), Buffer.from('z')]),
    ] as const;
    const found = await firstDifferenceOf(Promise.resolve(files[0]), Promise.resolve(files[1]));
    expect(found).toEqual({ offset: 1, line: 1 });
    expect(files.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  });

  it.each(['first', 'second'])('are not left open where opening the %s was stopped', async (which) => {
    const file = Readable.from([Buffer.from('a')]);
    // The other one is open only after the first has been given up.
    const later = new Promise<Readable>((resolve) => setImmediate(() => resolve(file)));
    const asked = which === 'first' ? firstDifferenceOf(stopped, later) : firstDifferenceOf(later, stopped);
    await expect(asked).rejects.toThrow('stopped');
    expect((await later).destroyed).toBe(true);
  });
});
