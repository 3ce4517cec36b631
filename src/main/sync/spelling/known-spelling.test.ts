import { describe, expect, test } from 'vitest';
import { composedOtherwise, spelledOtherwise } from './known-spelling.js';

const NFC = 'caf\u00e9';
const NFD = 'cafe\u0301';
/** Two letters, each composed in two ways. */
const BOTH = ['\u00e9\u00e8', 'e\u0301e\u0300', '\u00e9e\u0300'] as const;

describe('S9: a name that comes back with its letters composed otherwise', () => {
  test.each([
    ['is the one that is known', [NFD, 'a'], [NFC, 'a'], [[NFD, NFC]]],
    ['is so whichever way it was written', [NFC], [NFD], [[NFC, NFD]]],
    ['is itself where it is known as it is', [NFD], [NFD, NFC], []],
    ['is another one where both are listed', [NFD, NFC], [NFC], []],
    ['is nobody else’s where two could be meant', [BOTH[0]], [BOTH[1], BOTH[2]], []],
    ['is not taken for one that two names could be', [BOTH[1], BOTH[2]], [BOTH[0]], []],
    ['is nothing that merely looks like it', ['K'], ['\u212a'], []],
    ['is not one in capital letters', ['CAFE\u0301'], [NFC], []],
  ] as const)('%s', (_what, listed, known, found) => {
    expect([...composedOtherwise(new Set(listed), new Set(known))]).toEqual(found);
  });
});

describe('S9: a name that comes back in another spelling', () => {
  test.each([
    ['is the one that is known', ['readme.txt', 'a'], ['README.TXT', 'a'], [['readme.txt', 'README.TXT']]],
    ['is so in capital letters and composed otherwise', ['CAFE\u0301'], [NFC], [['CAFE\u0301', NFC]]],
    ['is another one where both are listed', ['readme.txt', 'README.TXT'], ['README.TXT'], []],
    ['is nobody else’s where two could be meant', ['readme.txt'], ['README.TXT', 'ReadMe.txt'], []],
    ['is not taken for one that two names could be', ['readme.txt', 'ReadMe.txt'], ['README.TXT'], []],
  ] as const)('%s', (_what, listed, known, found) => {
    expect([...spelledOtherwise(new Set(listed), new Set(known))]).toEqual(found);
  });
});
