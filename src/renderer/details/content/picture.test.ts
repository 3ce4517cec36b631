import { describe, expect, it } from 'vitest';
import { isDrawable, pictureTypeOf, pixelsOf } from './picture.js';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (one) => one.charCodeAt(0)) : part)),
  );
const zeros = (count: number): readonly number[] => Array.from({ length: count }, () => 0);
const png = (width: readonly number[], height: readonly number[]): Uint8Array =>
  bytes([0x89], 'PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', width, height, [8, 6, 0, 0, 0], zeros(8));

describe('the size of a picture', () => {
  it.each([
    ['PNG', png([0, 0, 1, 0x40], [0, 0, 0, 200]), 320, 200],
    ['GIF', bytes('GIF89a', [0x40, 1, 200, 0], zeros(8)), 320, 200],
    ['BMP', bytes('BM', zeros(16), [0x40, 1, 0, 0, 200, 0, 0, 0], zeros(8)), 320, 200],
    [
      'JPEG',
      bytes(
        [0xff, 0xd8, 0xff, 0xe0, 0, 16],
        'JFIF\0',
        zeros(9),
        [0xff, 0xc0, 0, 17, 8, 0, 200, 1, 0x40, 3],
        zeros(12),
      ),
      320,
      200,
    ],
    [
      'WebP',
      bytes('RIFF', [26, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0], zeros(4), [0x3f, 1, 0, 199, 0, 0], zeros(4)),
      320,
      200,
    ],
  ])('of a %s is in its head', (_what, content, width, height) => {
    expect(pixelsOf(content)).toEqual({ width, height });
  });

  it.each([
    ['nothing', bytes()],
    ['a text', bytes('Pots and pans')],
    ['a head that is cut off', png([0, 0, 1, 0x40], [0, 0, 0, 200]).subarray(0, 10)],
    ['a picture of no size', png([0, 0, 0, 0], [0, 0, 0, 0])],
  ])('is not known of %s', (_what, content) => {
    expect(pixelsOf(content)).toBeUndefined();
  });
});

it('a picture that unfolds into billions of pixels is not drawn', () => {
  expect(isDrawable('image/png', png([0, 0, 1, 0], [0, 0, 1, 0]))).toBe(true);
  expect(isDrawable('image/png', png([0, 1, 0, 0], [0, 1, 0, 0]))).toBe(false);
});

it.each([
  ['img/Logo.PNG', 'image/png'],
  ['a.svg', 'image/svg+xml'],
  ['png', undefined],
  ['.png', undefined],
  ['page.html', undefined],
  ['constructor.constructor', undefined],
])('%s is drawn as %s', (path, type) => {
  expect(pictureTypeOf(path)).toBe(type);
});
