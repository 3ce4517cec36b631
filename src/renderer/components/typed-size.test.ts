import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sizeText, typedSize } from './typed-size.js';

it.each([
  [null, ''],
  [500, '500 bytes'],
  [1_500_000, '1.5 MB'],
  [2_000_000_000, '2 GB'],
  [2_097_152, '2 MiB'],
  [1_234_567, '1234.567 kB'],
  [4_420_030_065_498_480, '4420030065498480 bytes'],
])('a field shows a size of %j bytes as %j', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

it('a size that was not touched is the same again', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (bytes) => {
      expect(typedSize(sizeText(bytes))).toBe(bytes);
    }),
  );
});

it.each([
  ['  ', null],
  [' 2 kB ', 2000],
  ['fast', Number.NaN],
])('%j typed as a size is %j', (text, bytes) => {
  expect(typedSize(text)).toBe(bytes);
});
