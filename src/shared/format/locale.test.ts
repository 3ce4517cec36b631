import { expect, test } from 'vitest';
import { regionalEnglish } from './locale.js';

test.each([
  ['de-DE', 'en-DE'],
  ['en-US', 'en-US'],
  ['ja', 'en-JP'],
  ['sr-Cyrl-RS', 'en-RS'],
  ['zh-Hant-TW', 'en-TW'],
])('a system in %s gets English as %s writes it', (system, expected) => {
  expect(regionalEnglish(system)).toBe(expected);
});
