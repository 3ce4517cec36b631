import { describe, expect, it } from 'vitest';
import { secretMask } from './secret-mask.js';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const masked = (text: string, ...secrets: readonly string[]): string =>
  secretMask({ secrets })?.(text) ?? text;

describe('a secret in a text is masked', () => {
  it.each([
    ['as it is', 'correct horse', 'User tester, password correct horse!', 'User tester, password ***!'],
    ['each time', 'hunter2', 'hunter2 and hunter2', '*** and ***'],
    ['as an address has it', 'correct horse', 'ftp://u:correct%20horse@h', 'ftp://u:***@h'],
    ['as a form has it', 'correct horse', 'pw=correct+horse&x=1', 'pw=***&x=1'],
    ['with more encoded than need be', 'ab!c', 'x%61b%21cx', 'x***x'],
    ['percent-encoded in small letters', 'a/b/c', 'a%2fb%2fc', '***'],
    ['percent-encoded with accents', 'pässwort', 'p%C3%A4sswort', '***'],
    ['with doubled quotation marks', 'a"b"c', '257 "/a""b""c"', '257 "/***"'],
    ['with doubled apostrophes', "it's me", "'it''s me'", "'***'"],
    ['with escaped quotation marks', 'a"b\\c', String.raw`"a\"b\\c"`, '"***"'],
    ['quoted for a shell', "it's me", String.raw`'it'\''s me'`, "'***'"],
    ['in JSON', 'tab\there', String.raw`{"p":"tab\there"}`, '{"p":"***"}'],
    ['as the bytes of UTF-8', 'pässwort', `530 ${asBytes('pässwort')} is wrong`, '530 *** is wrong'],
    ['as bytes with control characters made visible', 'pÄss', 'pÃ?ss', '***'],
    ['in base64', 'hunter2', `Got ${base64('hunter2')}.`, 'Got ***.'],
    ['in base64 with a user name', 'hunter2', `Basic ${base64('me:hunter2')}`, 'Basic ***'],
    ['in base64 with a user name one longer', 'hunter2', `Basic ${base64('me2:hunter2')}`, 'Basic ***'],
    ['in base64 between other things', 'hunter2', base64('user=a&pass=hunter2&b'), '***'],
    [
      'in base64 for addresses',
      'a>>>?b',
      base64('x:a>>>?b').replaceAll('+', '-').replaceAll('/', '_'),
      '***',
    ],
    ['with signs that mean something in a pattern', 'a.*(b$', 'a.*(b$ but not axx(b', '*** but not axx(b'],
  ])('%s', (_how, secret, text, wanted) => {
    expect(masked(text, secret)).toBe(wanted);
  });

  it('in the encoding that is spoken with the server', () => {
    const mask = secretMask({ secrets: ['pässwort'], encode: (text) => text });
    // Bytes of Latin-1 that were read as UTF-8.
    expect(mask?.('p\uFFFDsswort and p%E4sswort')).toBe('*** and ***');
  });

  it('as a whole where another secret is part of it', () => {
    expect(masked('long secret', 'secret', 'long secret')).toBe('***');
  });
});

describe('nothing is masked', () => {
  it.each([
    ['of a secret with less than four characters', 'abc', 'abcdef'],
    ['where there is no secret', '', 'The server said nothing.'],
    ['that only begins like it', 'hunter2', 'hunter3 hunter'],
    ['that is other base64', 'hunter2', base64('something else, which is longer')],
  ])('%s', (_what, secret, text) => {
    expect(masked(text, secret)).toBe(text);
  });

  it('and there is no mask without secrets', () => {
    expect(secretMask({ secrets: ['', undefined, 'abc'] })).toBeUndefined();
  });
});

it('takes no longer than the text, whatever a server writes', () => {
  const mask = secretMask({ secrets: ['%%%%"""\\\\\\\\    '] });
  const text = '%25'.repeat(20_000) + '"'.repeat(20_000) + '\\'.repeat(20_000) + 'A'.repeat(20_000);
  expect(mask?.(text)).toBe(text);
});
