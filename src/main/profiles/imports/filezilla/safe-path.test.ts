import { expect, it } from 'vitest';
import { readSafePath } from './safe-path.js';

it.each([
  ['', ''],
  ['1 0', '/'],
  ['1 0 3 var 3 www', '/var/www'],
  ['0 0 9 my folder 1 a', '/my folder/a'],
  ['1 0 6 größe ', '/größe '],
  ['1 0 7 größe', undefined],
  ['1 0 5 größe', '/größe'],
  ['1 0 99 short', undefined],
  ['1 0 0  ', undefined],
  ['2 5 USER: 3 dir', undefined],
  ['/var/www', undefined],
  ['1 0 3 varwww', undefined],
])('%j is %j', (text, path) => {
  expect(readSafePath(text)).toBe(path);
});
