import { describe, expect, it } from 'vitest';
import { NOTHING_TYPED, placeOfTyped, typedAfter, type TypedKey } from './type-ahead.js';

const press = (key: string, timeStamp: number, held: Partial<TypedKey> = {}): TypedKey => ({
  key,
  timeStamp,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('letters that are typed', () => {
  it('are one word as long as they follow each other quickly', () => {
    const one = typedAfter(NOTHING_TYPED, press('o', 1000));
    expect(one?.text).toBe('o');
    expect(typedAfter(one ?? NOTHING_TYPED, press('n', 1500))?.text).toBe('on');
    expect(typedAfter(one ?? NOTHING_TYPED, press('n', 3000))?.text).toBe('n');
  });

  it('hold a blank only within a word', () => {
    expect(typedAfter(NOTHING_TYPED, press(' ', 1000))).toBeUndefined();
    expect(typedAfter({ text: 'a', ms: 900 }, press(' ', 1000))?.text).toBe('a ');
    expect(typedAfter({ text: 'a', ms: 0 }, press(' ', 1000))).toBeUndefined();
  });

  it.each([
    press('Enter', 1000),
    press('a', 1000, { ctrlKey: true }),
    press('a', 1000, { metaKey: true }),
    press('a', 1000, { altKey: true }),
  ])('are no commands: %o', (key) => {
    expect(typedAfter(NOTHING_TYPED, key)).toBeUndefined();
  });
});

const NAMES = ['a', undefined, 'one', 'Two', 'three'];

it.each<[number, string, number]>([
  [-1, 'o', 2],
  [0, 't', 3],
  [3, 't', 4],
  [4, 'T', 3],
  [3, 'tw', 3],
  [3, 'th', 4],
  [4, 'a', 0],
  [0, 'x', -1],
])('from place %d “%s” leads to place %d', (at, typed, expected) => {
  expect(placeOfTyped(typed, at, NAMES.length, (place) => NAMES[place])).toBe(expected);
});
