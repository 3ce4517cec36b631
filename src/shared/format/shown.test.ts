import { expect, it } from 'vitest';
import { shown } from './shown.js';

it.each([
  ['plain ä 日本 👍', 'plain ä 日本 👍'],
  ['עברית', 'עברית'],
  ['a\u001B[31mred\u0007', 'a<U+001B>[31mred<U+0007>'],
  ['line\r\nfeed', 'line<U+000D><U+000A>feed'],
  ['invoice\u202Egnp.exe', 'invoice<U+202E>gnp.exe'],
  ['\u2066a\u2069\u200E', '<U+2066>a<U+2069><U+200E>'],
  ['\u2028\u2029\u009B', '<U+2028><U+2029><U+009B>'],
  ['index\u200B.html', 'index<U+200B>.html'],
  ['in\u00ADdex.html', 'in<U+00AD>dex.html'],
  ['\uFEFFreadme\u2060', '<U+FEFF>readme<U+2060>'],
  ['\u3164.txt and \u115F\u1160\uFFA0', '<U+3164>.txt and <U+115F><U+1160><U+FFA0>'],
  ['a\u{E0061}\u{E0062}b', 'a<U+E0061><U+E0062>b'],
  ['a\u{E0001}', 'a<U+E0001>'],
  ['\u2800braille\u034F\u17B4', '<U+2800>braille<U+034F><U+17B4>'],
  ['hard\u00A0blank\u3000', 'hard<U+00A0>blank<U+3000>'],
  ['a\u200Db, x\uFE0F, y\u{E0100}', 'a<U+200D>b, x<U+FE0F>, y<U+E0100>'],
])('%j is shown as %j', (text, safe) => {
  expect(shown(text)).toBe(safe);
});

it.each([
  ['a family', '👨\u200D👩\u200D👧'],
  ['a sign of its own colour', '❤\uFE0F and 1\uFE0F\u20E3'],
  ['a tone of skin', '👩🏽\u200D💻'],
  ['the flag of Wales', '\u{1F3F4}\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}'],
  ['a Persian word', 'می\u200Cخواهم'],
  ['a letter of Devanagari', 'क्\u200Dष'],
])('%s keeps what makes it what it is', (_what, text) => {
  expect(shown(text)).toBe(text);
});
