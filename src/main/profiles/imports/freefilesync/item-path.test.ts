import { describe, expect, it } from 'vitest';
import { readItemPath } from './item-path.js';

describe('a folder in FreeFileSync', () => {
  it.each([
    ['', { kind: 'empty' }],
    ['  /home/anna ', { kind: 'folder', path: '/home/anna' }],
    ['\\\\nas\\share', { kind: 'folder', path: '\\\\nas\\share' }],
    ['%AppData%\\x', { kind: 'unclear' }],
    ['[Stick]\\x', { kind: 'unclear' }],
    ['/home/100%/50%', { kind: 'folder' }],
    ['gdrive:\\anna@example.com\\x', { kind: 'other', name: 'Google Drive' }],
    ['mtp:\\Phone\\x', { kind: 'other', name: 'MTP' }],
  ])('%s', (text, side) => {
    expect(readItemPath(text)).toMatchObject(side);
  });

  it.each([
    ['sftp://host', 'sftp', 'host', undefined, '/', '', ''],
    ['SFTP:\\\\anna@host\\a\\b', 'sftp', 'host', undefined, '/a/b', 'anna', ''],
    ['ftp://anna:typed:pw@host:2121/a/', 'ftp', 'host', 2121, '/a', 'anna', 'typed:pw'],
    ['ftp://host/a|ssl|timeout=15', 'ftps', 'host', undefined, '/a', '', ''],
    ['sftp://web%4042%25@host/|pass64=czNjcmV0', 'sftp', 'host', undefined, '/', 'web@42%', 's3cret'],
    ['sftp://anna@2001:db8::7/a', 'sftp', '2001:db8::7', undefined, '/a', 'anna', ''],
    ['sftp://anna@[::1]:22/a', 'sftp', '::1', 22, '/a', 'anna', ''],
    ['sftp://anna@host/a|pwprompt', 'sftp', 'host', undefined, '/a', 'anna', ''],
  ])('%s', (text, protocol, host, port, path, userName, password) => {
    expect(readItemPath(text)).toMatchObject({
      kind: 'server',
      remote: { protocol, host, port, path },
      userName,
      password,
      notes: [],
    });
  });

  it('tells where a password cannot be read', () => {
    expect(readItemPath('sftp://anna@host|pass64=%%%')).toMatchObject({
      password: '',
      notes: [{ kind: 'secret-unreadable' }],
    });
  });
});
