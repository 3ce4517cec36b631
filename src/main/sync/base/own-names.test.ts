import { expect, test } from 'vitest';
import { OwnNames } from './own-names.js';

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
  expect(new OwnNames().has(name)).toBe(ours);
});

test.each([
  ['ek_*', 'ek_lock.json', true],
  ['ek_*', 'EK_Versions', true],
  ['ek_*', 'ek_0123abcd-zz9.part', true],
  ['ek_*', '.evenkeel-versions', true],
  ['ek_*', 'ek_notes.txt', false],
  ['ek_*.txt', 'ek_lock.txt', true],
  ['ek_*.txt', 'ek_0123abcd-zz9.txt', true],
  ['ek_*.txt', 'ek_0123abcd-zz9.part', false],
])('of the names of %s %j is one: %s', (pattern, name, ours) => {
  expect(new OwnNames(pattern).has(name)).toBe(ours);
});

test('a temporary name of a pattern is known for its own by its token', () => {
  const names = new OwnNames('ek_*.tmp');
  const path = names.temporaryPath('d/a.html', '0123abcd', 1000, 7);
  expect(path).toBe('d/ek_0123abcd-rs7.tmp');
  expect(names.isTemporaryOf('ek_0123abcd-rs7.tmp', '0123abcd')).toBe(true);
  expect(names.isTemporaryOf('EK_0123ABCD-RS7.TMP', '0123abcd')).toBe(true);
  expect(names.isTemporaryOf('ek_0123abcd-rs7.tmp', 'ffffffff')).toBe(false);
});
