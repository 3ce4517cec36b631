import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../../../shared/entry/entry.js';
import { stateOfEachTest } from '../test-state.js';
import { MOST_TEXT_BYTES, MOST_TEXTS_BYTES, type SyncedText } from './text-store.js';

const testState = stateOfEachTest();

const file = (ms: number): FileEntry => ({
  kind: 'file',
  size: 3,
  modified: { ms, ns: 7, precisionMs: 1e-6 },
});
const textOf = (words: string, ms = 1): SyncedText => ({
  sides: { local: file(ms), remote: { kind: 'file', size: 3 } },
  content: new TextEncoder().encode(words),
});

describe('the texts of a pair', () => {
  it('are there again after closing and opening, the last one of each path', async () => {
    const first = await testState.open();
    await first.store.keepText('a/ü', textOf('one'));
    await first.store.keepText('a/ü', textOf('two', 2));
    await first.store.close();
    const { store } = await testState.open();
    expect(await store.textOf('a/ü')).toEqual(textOf('two', 2));
    expect(await store.textOf('a')).toBeUndefined();
    await store.close();
    const other = await testState.open('other');
    expect(await other.store.textOf('a/ü')).toBeUndefined();
    await other.store.close();
  });

  it('go with the records that are forgotten, and move with those that are moved', async () => {
    const { store } = await testState.open();
    for (const path of ['a', 'a/b', 'a/c/d', 'a0', 'a-b']) await store.keepText(path, textOf(path));
    await store.moveRecords('a/c', 'e');
    await store.forget('a');
    for (const path of ['a', 'a/b', 'a/c/d']) expect(await store.textOf(path)).toBeUndefined();
    expect(await store.textOf('e/d')).toEqual(textOf('a/c/d'));
    for (const path of ['a0', 'a-b']) expect(await store.textOf(path)).toEqual(textOf(path));
    await store.close();
  });

  it('are dropped on request, and one by a successor that is too large', async () => {
    const { store } = await testState.open();
    for (const path of ['a', 'b']) await store.keepText(path, textOf(path));
    await store.keepText('a', { ...textOf(''), content: new Uint8Array(MOST_TEXT_BYTES + 1) });
    expect(await store.textOf('a')).toBeUndefined();
    expect(await store.textOf('b')).toBeDefined();
    await store.dropTexts();
    expect(await store.textOf('b')).toBeUndefined();
    await store.close();
  });

  it('give way to newer ones, the oldest first, where all of them become too many', async () => {
    const { store } = await testState.open();
    const content = new Uint8Array(MOST_TEXT_BYTES);
    const fit = MOST_TEXTS_BYTES / MOST_TEXT_BYTES;
    for (let index = 0; index < fit; index += 1)
      await store.keepText(`f${index}`, { ...textOf(''), content });
    await store.keepText('f0', { ...textOf(''), content });
    expect(await store.textOf('f1')).toBeDefined();
    await store.keepText('one more', textOf('x'));
    expect(await store.textOf('f1')).toBeUndefined();
    for (const path of ['f0', 'f2', 'one more']) expect(await store.textOf(path)).toBeDefined();
    await store.close();
  });
});
