import { expect, test } from 'vitest';
import { isOwnName } from './reserved-names.js';

test.each([
  ['.evenkeel-lock.json', true],
  ['.evenkeel-versions', true],
  ['.evenkeel-0123abcd-zz9.part', true],
  ['.Evenkeel-Versions', true],
  ['.EVENKEEL-LOCK.JSON', true],
  ['.EVENKEEL-0123ABCD-ZZ9.PART', true],
  // Its sixth letter is the sign for kelvin, which becomes a k in small letters.
  ['.even\u212aeel-versions', true],
  // What nobody sees, and HFS+ neither; wide letters; what Windows drops at the end.
  ['.even\u200ckeel-lock.json', true],
  ['\u200b.evenkeel-versions', true],
  ['.evenkeel-ver\u017fions', true],
  ['.evenkeel-versions. ', true],
  ['.evenkeel-0123abcd-zz9.part.txt', false],
  ['.evenkeel-part', false],
  ['.evenkeelignore', false],
  ['evenkeel-versions', false],
  ['', false],
])('%j is one of our own names: %s', (name, ours) => {
  expect(isOwnName(name)).toBe(ours);
});
