import { expect, it } from 'vitest';
import { openedFile } from './opened-file.js';

it.each<[NodeJS.Platform, readonly string[], string | undefined]>([
  ['linux', [], undefined],
  ['linux', ['/home/anna/Site profiles.evenkeel'], '/home/anna/Site profiles.evenkeel'],
  ['linux', ['--no-sandbox', '/home/anna/a.EVENKEEL'], '/home/anna/a.EVENKEEL'],
  ['linux', ['file:///home/anna/a%20b.evenkeel'], '/home/anna/a b.evenkeel'],
  ['linux', ['file:///home/anna/%'], undefined],
  ['linux', ['/home/anna/a.json'], undefined],
  ['linux', ['a.evenkeel'], undefined],
  ['linux', ['/home/anna/.evenkeel'], undefined],
  ['linux', ['evenkeel://x/a.evenkeel'], undefined],
  ['linux', ['--user-data-dir=/x/a.evenkeel'], undefined],
  ['win32', [String.raw`C:\Users\Anna\a.evenkeel`], String.raw`C:\Users\Anna\a.evenkeel`],
  ['linux', [String.raw`C:\Users\Anna\a.evenkeel`], undefined],
])('on %s, the application opened with %j opens the file %s', (platform, words, file) => {
  expect(openedFile(['evenkeel', ...words], platform)).toBe(file);
});
