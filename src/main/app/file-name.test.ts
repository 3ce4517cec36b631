import { expect, it } from 'vitest';
import { fileNameOf } from './file-name.js';

it.each([
  ['Site', 'Site'],
  ['Anna’s site, 2nd try.', 'Anna’s site, 2nd try'],
  ['a/b\\c: "d"?\n', 'a b c   d'],
  ['..', 'Evenkeel'],
  ['.hidden', 'hidden'],
  ['Übersee – 写真', 'Übersee – 写真'],
])('what is called %j is suggested as %j', (words, name) => {
  expect(fileNameOf(words)).toBe(name);
});
