import { expect, it } from 'vitest';
import { wordsForCommandLine } from './words.js';

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
  ['--no-sandbox sync --json a b', ['sync', '--json', 'a', 'b']],
])('started with “%s”, the command line gets %j', (text, words) => {
  const argv = ['/opt/Evenkeel/evenkeel-app', ...text.split(' ').filter((word) => word !== '')];
  expect(wordsForCommandLine(argv)).toEqual(words);
});
