import { expect, it } from 'vitest';
import { shown } from './shown.js';

it.each([
  ['plain ä 日本 👍', 'plain ä 日本 👍'],
  ['עברית', 'עברית'],
  ['a\u001B[31mred\u0007', 'a?[31mred?'],
  ['line\r\nfeed', 'line??feed'],
  ['invoice\u202Egnp.exe', 'invoice?gnp.exe'],
  ['\u2066a\u2069\u200E\u200F\u061C', '?a????'],
  ['\u2028\u2029\u009B', '???'],
])('%j is shown as %j', (text, safe) => {
  expect(shown(text)).toBe(safe);
});
