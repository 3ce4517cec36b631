import { describe, expect, it } from 'vitest';
import { parseRemote } from './remote.js';
import { asMeantFormerly } from './former-remote.js';

describe('an address that an earlier version has kept', () => {
  it.each([
    ['ftp://example.com/', 'ftp://example.com'],
    [' ftps://example.com:990// ', 'ftps://example.com:990'],
    ['sftp://anna@example.com/', 'sftp://anna@example.com'],
    ['ftp://[::1]:2121/%2F', 'ftp://[::1]:2121'],
    ['FTP:///anna:pw@example.com/', 'FTP:///anna:pw@example.com'],
  ])('goes on meaning the folder in which one is signed in: %s', (kept, now) => {
    expect(asMeantFormerly(kept)).toBe(now);
    expect(parseRemote(now)).toMatchObject({ kind: 'valid', address: { path: '' } });
  });

  it.each(['ftp://example.com', 'ftp://example.com/www', 'sftp://example.com//etc/', '/', '/srv', 'ftp://'])(
    'is left alone where it means what it meant: %s',
    (kept) => {
      expect(asMeantFormerly(kept)).toBe(kept);
    },
  );
});
