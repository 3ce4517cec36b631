import { expect, it } from 'vitest';
import { dump, firstDifference } from './first-difference.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it.each([
  ['', '', undefined],
  ['same', 'same', undefined],
  ['abc', 'abd', 2],
  ['abc', 'xbc', 0],
  ['abc', 'abcd', 3],
  ['', 'a', 0],
])('%j and %j differ first at %j', (one, other, at) => {
  expect(firstDifference(bytes(one), bytes(other))).toBe(at);
});

it('a dump begins a row before the difference and marks what differs', () => {
  const one = bytes(`${'a'.repeat(40)}b\n`);
  const other = bytes('a'.repeat(41));
  const rows = dump(one, other, 40);
  expect(rows.map(({ offset }) => offset)).toEqual(['00000010', '00000020']);
  expect(rows[1]?.bytes.map(({ hex }) => hex).join(' ')).toBe('61 61 61 61 61 61 61 61 62 0a');
  expect(rows[1]?.bytes.map(({ letter }) => letter).join('')).toBe('aaaaaaaab·');
  expect(rows[1]?.bytes.map(({ differs }) => Number(differs)).join('')).toBe('0000000011');
});

it('a dump of one side alone marks nothing, and stops after a few rows', () => {
  const rows = dump(new Uint8Array(1000), undefined, 0);
  expect(rows).toHaveLength(8);
  expect(rows.flatMap((row) => row.bytes).some(({ differs }) => differs)).toBe(false);
});
