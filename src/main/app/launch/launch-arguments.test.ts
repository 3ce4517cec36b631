import { describe, expect, it } from 'vitest';
import { startsInBackground, wordsForCommandLine } from './launch-arguments.js';

const THERE = new Set(['/home/anna/site', '/sync', 'sync', String.raw`C:\Users\Anna\a b.txt`, 'photos']);

describe.each([
  ['linux', '/opt/Evenkeel/evenkeel-app'],
  ['win32', String.raw`C:\Program Files\Evenkeel\Evenkeel.exe`],
] as const)('on %s', (platform, program) => {
  const wordsOf = (words: readonly string[]): readonly string[] | undefined =>
    wordsForCommandLine([program, ...words], { platform, exists: (path) => THERE.has(path) });

  it.each([
    ['', undefined],
    ['--demo', undefined],
    ['--user-data-dir=/x sync', undefined],
    ['-psn_0_12345', undefined],
    ['--no-sandbox', undefined],
    ['--no-sandbox --remote-debugging-port=0', undefined],
    ['--version', ['--version']],
    ['-h', ['-h']],
    ['sync a b', ['sync', 'a', 'b']],
    ['sync', ['sync']],
    ['photos', ['photos']],
    ['--no-sandbox sync --json a b', ['sync', '--json', 'a', 'b']],
    ['sync /home/anna/site ftp://example.com', ['sync', '/home/anna/site', 'ftp://example.com']],
  ])('started with “%s”, the command line gets %j', (text, words) => {
    expect(wordsOf(text.split(' ').filter((word) => word !== ''))).toEqual(words);
  });
});

it.each<[NodeJS.Platform, readonly string[], boolean]>([
  ['linux', ['/home/anna/site'], true],
  ['darwin', ['/home/anna/site'], true],
  ['linux', ['--no-sandbox', '/home/anna/site'], true],
  ['linux', ['/home/anna/site', '/sync'], true],
  ['linux', ['/home/anna/gone'], false],
  ['linux', ['file:///home/anna/a%20b.txt'], true],
  ['linux', ['evenkeel://anything'], true],
  ['win32', ['evenkeel://sync'], true],
  ['win32', [String.raw`C:\Users\Anna\a b.txt`], true],
  ['win32', [String.raw`C:\Users\Anna\gone.txt`], false],
  ['linux', [String.raw`C:\Users\Anna\a b.txt`], false],
])('on %s, what is dragged onto the program as %j opens the window: %s', (platform, dropped, opens) => {
  const words = wordsForCommandLine(['evenkeel', ...dropped], {
    platform,
    exists: (path) => THERE.has(path),
  });
  expect(words === undefined).toBe(opens);
});

it.each([
  ['linux', ['evenkeel', '--background'], false, true],
  ['win32', ['Evenkeel.exe', '--background'], false, true],
  ['win32', ['Evenkeel.exe'], true, false],
  ['darwin', ['Evenkeel'], true, true],
  ['darwin', ['Evenkeel'], false, false],
] as const)('on %s, %j starts without the window: %s', (platform, argv, atLogin, hidden) => {
  expect(startsInBackground(argv, platform, () => atLogin)).toBe(hidden);
});
