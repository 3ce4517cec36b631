import { describe, expect, it } from 'vitest';
import { readWinScpText, revealPassword } from './written.js';

/** Each byte mixed and in hexadecimal. */
function hidden(...parts: readonly (number | string)[]): string {
  const bytes = parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part])));
  return Buffer.concat(bytes)
    .map((byte) => byte ^ 0x5c)
    .reduce((text, byte) => text + byte.toString(16).padStart(2, '0').toUpperCase(), '');
}

describe('a password of WinSCP', () => {
  it.each([
    ['with the names that it is for', hidden(0xff, 0, 12, 2, 'xx', 'annahosts3cr', 'filler'), 's3cr'],
    ['in lower case', hidden(0xff, 0, 12, 0, 'annahosts3cr').toLowerCase(), 's3cr'],
    ['that is long', hidden(0xff, 2, 1, 44, 1, 'x', `annahost${'p'.repeat(292)}`), 'p'.repeat(292)],
    ['of an early version', hidden(4, 1, 'x', 's3cr', 'filler'), 's3cr'],
    ['that is empty', hidden(0xff, 0, 8, 0, 'annahost'), ''],
    ['with accents', hidden(0xff, 0, 13, 0, 'annahostpäss'), 'päss'],
  ])('%s', (_how, text, password) => {
    expect(revealPassword(text, 'annahost')).toEqual({ kind: 'revealed', password });
  });

  it('stays closed where there is a master password', () => {
    expect(revealPassword(hidden(0xff, 1, 'anything at all'), '')).toEqual({ kind: 'master-password' });
  });

  it.each([
    ['for somebody else', hidden(0xff, 0, 12, 0, 'evilhosts3cr')],
    ['cut short', hidden(0xff, 0, 200, 0, 'annahosts3cr')],
    ['with as much before it as there is', hidden(0xff, 0, 12, 255, 'annahosts3cr')],
    ['of an unknown kind', hidden(0xff, 9, 12, 0, 'annahosts3cr')],
    ['that is no text', hidden(3, 0, 0xff, 0xfe, 0x80)],
    ['with half a byte', 'A35'],
    ['that is not hexadecimal', 'secret'],
    ['that is nothing', ''],
  ])('cannot be read: %s', (_how, text) => {
    expect(revealPassword(text, 'annahost')).toEqual({ kind: 'unreadable' });
  });
});

it.each([
  ['plain', 'plain'],
  ['My%20shop', 'My shop'],
  ['C:%5CSites', 'C:\\Sites'],
  ['%EF%BB%BFB%C3%A4cker', 'Bäcker'],
  ['B%E4cker', 'Bäcker'],
  ['100%25', '100%'],
  ['50% off', '50% off'],
  ['Bäcker%20Łódź', 'Bäcker Łódź'],
])('%s means %s', (written, text) => {
  expect(readWinScpText(written)).toBe(text);
});
