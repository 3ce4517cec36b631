import { describe, expect, it } from 'vitest';
import { findClashes, type NamePresence } from './name-clashes.js';

function on(name: string, where: string): NamePresence {
  return {
    name,
    local: where.includes('l'),
    remote: where.includes('r'),
    recorded: where.includes('b'),
  };
}

describe('S9: names that some systems take for one', () => {
  it.each<[string, readonly NamePresence[], readonly string[]]>([
    ['different names', [on('a', 'lr'), on('b', 'l')], []],
    ['the same name on both sides', [on('a', 'lr')], []],
    ['another case on either side', [on('Readme', 'l'), on('README', 'r')], ['Readme', 'README']],
    ['two cases on one side', [on('a', 'l'), on('A', 'l')], ['a', 'A']],
    ['two cases on both sides', [on('a', 'lrb'), on('A', 'lrb')], ['a', 'A']],
    ['another composition of its letters', [on('e\u0301', 'l'), on('\u00e9', 'r')], ['e\u0301', '\u00e9']],
    ['a name that only the baseline still knows', [on('a', 'b'), on('A', 'lr')], []],
    ['a name that was spelled anew on one side', [on('a', 'rb'), on('A', 'l')], []],
    [
      'a name that was spelled anew on both, differently',
      [on('aB', 'l'), on('Ab', 'r'), on('ab', 'b')],
      ['aB', 'Ab'],
    ],
    [
      'a third spelling beside one that was spelled anew',
      [on('ab', 'rb'), on('aB', 'l'), on('AB', 'l')],
      ['ab', 'aB', 'AB'],
    ],
  ])('for %s', (_case, names, expected) => {
    expect([...findClashes(names).keys()]).toEqual(expected);
  });

  it('each name the others', () => {
    expect(findClashes([on('a', 'l'), on('A', 'r')])).toEqual(
      new Map([
        ['a', ['A']],
        ['A', ['a']],
      ]),
    );
  });
});
