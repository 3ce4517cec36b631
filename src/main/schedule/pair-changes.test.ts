import { expect, it } from 'vitest';
import { ANYTHING, NO_CHANGES, together, toLookAt, type Changes } from './changes.js';
import { byPair, inPair } from './pair-changes.js';

const items = (...paths: readonly string[]): Changes => ({ kind: 'items', paths });

it('what has changed in several pairs comes back to each of them', () => {
  const both = together(inPair('one', items('a.txt', 'b/c')), inPair('two', items('a.txt')));
  expect(byPair(['one', 'two'], both)).toEqual(
    new Map([
      ['one', items('a.txt', 'b/c')],
      ['two', items('a.txt')],
    ]),
  );
});

it('a pair in which nothing has changed is not looked at', () => {
  expect([...byPair(['one', 'two'], inPair('two', items('x'))).keys()]).toEqual(['two']);
  expect(byPair(['one'], NO_CHANGES).size).toBe(0);
});

it.each([
  ['whatever may have', ANYTHING],
  ['its filters', items('x', '.evenkeelignore')],
])(
  'where %s have changed in one pair, all of that is looked at, and nothing of the others',
  (_what, changes) => {
    const noted = inPair('two', changes);
    expect(byPair(['one', 'two'], together(inPair('one', items('x')), noted))).toEqual(
      new Map([
        ['one', items('x')],
        ['two', ANYTHING],
      ]),
    );
    expect(toLookAt(noted, 0, 1)).toBe(noted);
  },
);

it('where anything may have changed, all pairs are looked at', () => {
  expect(byPair(['one', 'two'], ANYTHING)).toEqual(
    new Map([
      ['one', ANYTHING],
      ['two', ANYTHING],
    ]),
  );
});

it('names that begin alike are two pairs', () => {
  expect(byPair(['a', 'ab'], inPair('ab', items('x')))).toEqual(new Map([['ab', items('x')]]));
});
