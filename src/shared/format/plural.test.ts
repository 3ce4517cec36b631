import { expect, test } from 'vitest';
import { formatItems, plural } from './plural.js';

test.each([
  [0, '0 items'],
  [1, '1 item'],
  [2, '2 items'],
])('%d items are written “%s”', (count, expected) => {
  expect(formatItems(count)).toBe(expected);
});

test('a noun with a plural of its own gets it', () => {
  expect(formatItems(2, 'entry', 'entries')).toBe('2 entries');
});

test('a verb agrees with its count', () => {
  expect([0, 1, 2].map((count) => plural(count, 'is', 'are'))).toEqual(['are', 'is', 'are']);
});
