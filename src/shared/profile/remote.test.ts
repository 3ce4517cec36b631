import { describe, expect, it } from 'vitest';
import { parseRemote } from './remote.js';

describe('an address', () => {
  it.each(['ftp://DOM\\anna:PW@host/a', 'ftps://DOM\\anna@host'])(
    'with a backslash in the user name is refused, and how to write it is said: %s',
    (text) => {
      const parsed = parseRemote(text);
      expect(parsed).toMatchObject({ kind: 'invalid' });
      expect(JSON.stringify(parsed)).toContain('%5C');
    },
  );

  it('with %5C in the user name leads to the server that it names', () => {
    expect(parseRemote('ftp://DOM%5Canna:PW@host/a')).toMatchObject({
      kind: 'valid',
      userName: 'DOM\\anna',
      address: { host: 'host' },
    });
  });
});

describe('the folder in an address', () => {
  const pathOf = (text: string): string | undefined => {
    const parsed = parseRemote(text);
    return parsed.kind === 'valid' ? parsed.address.path : undefined;
  };

  describe.each(['ftp', 'ftps', 'sftp'])('of %s', (scheme) => {
    it.each(['host', 'host:2121', 'anna@host', 'anna:p%2F@host', '[::1]', 'host '])(
      'is the one in which one is signed in where there is no path: %s',
      (rest) => {
        expect(pathOf(`${scheme}://${rest}`)).toBe('');
      },
    );

    it.each([
      ['host/', '/'],
      ['anna:pw@host:2121/', '/'],
      ['[::1]/', '/'],
      ['host//', '/'],
      ['host/.', '/'],
      ['host/..', '/'],
      ['host/%2F', '/'],
      ['host/%2f/', '/'],
      ['host/www', '/www'],
      ['host/www/', '/www'],
      ['host/www//', '/www'],
      ['host/%2Fetc', '/etc'],
      ['host/%2fetc/a%20b/', '/etc/a b'],
      ['host//etc', '/etc'],
      ['host/a%2Fb', '/a/b'],
      ['host/~anna', '/~anna'],
      ['host/?', '/'],
      ['host?a', '/?a'],
      ['host/a#b', '/a#b'],
    ])('counts from the root of the server: %s is %s', (rest, path) => {
      expect(pathOf(`${scheme}://${rest}`)).toBe(path);
    });
  });
});

describe('what looks like an address with a secret and is none', () => {
  it.each([
    'ftp:/anna:PW@host/',
    'ftp:anna:PW@host',
    'ftp//anna:PW@host/x',
    'sftp:anna:PW@host',
    'ftps:\\\\anna:PW@host',
    'anna:PW@host:/x',
    'anna:PW@host',
    'anna:p/PW@host:/x',
    '//anna:PW@host/x',
    'ftp;//anna:PW@host/x',
    ' anna:PW@host:/x',
    'ftp://anna:PW@host:nonsense/',
    'ftp ://anna:PW@host/',
    'http://anna:PW@host/',
  ])('is refused and not repeated: S12 %s', (text) => {
    const parsed = parseRemote(text);
    expect(parsed).toMatchObject({ kind: 'invalid' });
    expect(JSON.stringify(parsed)).not.toContain('PW');
  });

  it.each(['/srv/a:b@c', './ftp:x', 'C:\\Users\\anna@home', 'C:/Users/anna@home', 'photos', 'a@b', '../x:y'])(
    'is not seen in the path %s',
    (text) => {
      expect(parseRemote(text)).toMatchObject({ kind: 'valid', address: { kind: 'folder' } });
    },
  );
});
