import { describe, expect, it } from 'vitest';
import type { FileContent } from '../../../shared/content.js';
import { wantsMore, whatDiffers } from './what-differs.js';

const content = (text: string, size?: number): FileContent => {
  const bytes = new TextEncoder().encode(text);
  return { size: size ?? bytes.length, bytes, asCompared: true };
};
const SVG = content('<svg xmlns="http://www.w3.org/2000/svg"/>');

describe('two contents', () => {
  it.each([
    ['a.txt', content('one'), content('other'), 'text'],
    ['a.txt', content('same'), content('same'), 'same'],
    ['a.png', content('same'), content('same'), 'same'],
    ['page.html', content('<p>one'), content('<p>other'), 'text'],
    ['a.bin', content('\0\u0001\u0002'), content('text'), 'bytes'],
    ['a.png', content('not a picture'), content('nor this'), 'text'],
    ['a.svg', SVG, content('<svg/>'), 'pictures'],
    ['a.txt', content('begins alike', 3_000_000), content('begins alike', 3_000_000), 'long-text'],
    ['a.bin', content('\0\u0001', 3_000_000), content('\0\u0001', 3_000_000), 'bytes'],
  ])('of %s are shown in a way that fits', (path, local, remote, kind) => {
    expect(whatDiffers(path, { local, remote }, false).kind).toBe(kind);
  });

  it('that can be drawn are shown as text when somebody asks for it', () => {
    expect(whatDiffers('a.svg', { local: SVG, remote: content('<svg/>') }, true).kind).toBe('text');
  });

  it('differ first where the shorter one ends', () => {
    expect(whatDiffers('a', { local: content('\0\0\0'), remote: content('\0\0') }, false)).toEqual({
      kind: 'bytes',
      at: 2,
    });
  });
});

it.each([
  ['a.txt', content('alone'), 'text'],
  ['a.bin', content('\0\u0001\u0002'), 'bytes'],
  ['a.svg', SVG, 'pictures'],
])('a single content of %s is shown by itself', (path, remote, kind) => {
  expect(whatDiffers(path, { remote }, false).kind).toBe(kind);
});

describe('more of two files is offered to be read', () => {
  const beginning = (text: string, size: number): FileContent => content(text, size);
  it.each<[string, string, FileContent, FileContent | undefined, boolean]>([
    ['a text that can be read whole', 'a.txt', beginning('one', 90), beginning('other', 80), true],
    ['a text that can be read whole, alone', 'a.txt', beginning('one', 90), undefined, true],
    ['a text that cannot', 'a.txt', beginning('one', 9000), beginning('other', 80), false],
    ['a text that cannot, alike so far', 'a.txt', beginning('same', 9000), beginning('same', 80), true],
    ['a text that cannot, alone', 'a.txt', beginning('one', 9000), undefined, false],
    ['a text that was read whole', 'a.txt', content('one'), content('other'), false],
    ['bytes that differ already', 'a.bin', beginning('\0one', 90), beginning('\0other', 90), false],
    ['bytes that are alike so far', 'a.bin', beginning('\0same', 90), beginning('\0same', 90), true],
  ])('where that shows more: %s', (_, path, local, remote, offered) => {
    const contents = { local, remote };
    expect(wantsMore(whatDiffers(path, contents, false), contents, 100)).toBe(offered);
  });
});
