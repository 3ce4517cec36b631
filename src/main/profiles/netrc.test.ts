import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { netrcEntryFor, readNetrc } from './netrc.js';

const TEXT = `# mine
machine example.com login anna password s3cret
machine example.com
  login bob
  password "with blanks and \\"quotes\\""
machine ftp.example.org account x password only#one
macdef init
machine evil.com login no password no

default login anonymous password me@here
`;

describe('.netrc', () => {
  it.each([
    ['example.com', '', 'anna', 's3cret'],
    ['EXAMPLE.com', 'anna', 'anna', 's3cret'],
    ['example.com', 'bob', 'bob', 'with blanks and "quotes"'],
    ['ftp.example.org', '', undefined, 'only#one'],
    ['evil.com', '', 'anonymous', 'me@here'],
    ['other.net', 'anonymous', 'anonymous', 'me@here'],
  ])('gives for %s and the user “%s” %s and %s', (host, user, login, password) => {
    expect(netrcEntryFor(readNetrc(TEXT), host, user)).toMatchObject({ login, password });
  });

  it('has nothing for a user whom it does not name', () => {
    expect(netrcEntryFor(readNetrc(TEXT), 'example.com', 'carl')).toBeUndefined();
  });

  it('is read whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'machine',
            'login',
            'password',
            'default',
            'macdef',
            '"',
            '\\',
            '#',
            '\n',
            ' ',
            'x',
          ),
          {
            maxLength: 40,
          },
        ),
        (parts) => {
          expect(Array.isArray(readNetrc(parts.join(' ')))).toBe(true);
        },
      ),
    );
  });
});
