import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandWords } from './command-words.js';

describe('the words of a command', () => {
  it.each([
    ['', []],
    ['  ', []],
    ['sync', ['sync']],
    [' tar  -czf  a.tgz ', ['tar', '-czf', 'a.tgz']],
    [String.raw`"C:\Program Files\dump.exe" /all`, [String.raw`C:\Program Files\dump.exe`, '/all']],
    [`sh -c 'a "b" | c'`, ['sh', '-c', 'a "b" | c']],
    [`say "it's" '' x""y`, ['say', "it's", '', 'xy']],
    ['echo $HOME `id` > file; rm *', ['echo', '$HOME', '`id`', '>', 'file;', 'rm', '*']],
  ])('of %j are %j', (text, words) => {
    expect(commandWords(text)).toEqual(words);
  });

  it.each(['"', `say 'no end`, `a "b' c`])('are not told where a quotation mark is missing: %s', (text) => {
    expect(commandWords(text)).toBeUndefined();
  });

  it('come back from between quotation marks, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.string().filter((word) => !word.includes('"'))), (words) => {
        expect(commandWords(words.map((word) => `"${word}"`).join(' '))).toEqual(words);
      }),
    );
  });
});
