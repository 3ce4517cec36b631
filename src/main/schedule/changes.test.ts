import { describe, expect, it } from 'vitest';
import { ANYTHING, ITEMS_AT_MOST, NO_CHANGES, toLookAt, together, type Changes } from './changes.js';

const items = (...paths: readonly string[]): Changes => ({ kind: 'items', paths });
const HOUR = 3_600_000;

describe('what has changed in a folder', () => {
  it('gathers items, each once, and none that lies in another', () => {
    expect(together(items('a', 'd/x'), items('a', 'd/y', 'e'))).toEqual(items('a', 'd/x', 'd/y', 'e'));
    expect(together(items('d/x', 'd/e/z'), items('d'))).toEqual(items('d'));
    expect(together(NO_CHANGES, items('d2', 'd'))).toEqual(items('d2', 'd'));
  });

  it('is anything once somebody may have missed something, or where there is too much', () => {
    expect(together(items('a'), ANYTHING)).toEqual(ANYTHING);
    expect(together(ANYTHING, items('a'))).toEqual(ANYTHING);
    const many = Array.from({ length: ITEMS_AT_MOST }, (_, n) => `f${n}`);
    expect(together(items(...many), NO_CHANGES).kind).toBe('items');
    expect(together(items(...many), items('g'))).toEqual(ANYTHING);
  });

  it('is looked at by itself only where everything was compared not long ago', () => {
    expect(toLookAt(items('a'), 0, HOUR - 1)).toEqual(items('a'));
    expect(toLookAt(items('a'), 0, HOUR)).toEqual(ANYTHING);
    expect(toLookAt(items('a'), undefined, HOUR)).toEqual(ANYTHING);
    expect(toLookAt(items('a'), 2 * HOUR, HOUR)).toEqual(ANYTHING);
    expect(toLookAt(NO_CHANGES, 0, 1)).toEqual(ANYTHING);
    expect(toLookAt(ANYTHING, 0, 1)).toEqual(ANYTHING);
    expect(toLookAt(items('a', '.evenkeelignore'), 0, 1)).toEqual(ANYTHING);
  });
});
