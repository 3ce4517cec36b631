import { describe, expect, it } from 'vitest';
import { parseRemote } from '../../../shared/profile/remote.js';
import { guessAddress } from './guess-address.js';
import { addressOf, fieldsOf, withPart, type RemoteFields } from './remote-fields.js';

describe('the fields of an address', () => {
  it.each<[string, RemoteFields]>([
    ['', { kind: 'ftps', host: '', port: '', path: '' }],
    ['ftp://', { kind: 'ftp', host: '', port: '', path: '' }],
    ['ftp://example.org', { kind: 'ftp', host: 'example.org', port: '', path: '' }],
    ['ftp://example.org/', { kind: 'ftp', host: 'example.org', port: '', path: '/' }],
    ['FTPS://example.org:990/www/', { kind: 'ftps', host: 'example.org', port: '990', path: '/www/' }],
    ['sftp://ann@example.org:22/a%20b', { kind: 'sftp', host: 'example.org', port: '22', path: '/a b' }],
    ['ftp://[fe80::1]:2121/x', { kind: 'ftp', host: 'fe80::1', port: '2121', path: '/x' }],
    ['example.org/www', { kind: 'ftps', host: 'example.org', port: '', path: '/www' }],
    ['/mnt/nas', { kind: 'folder', host: '', port: '', path: '/mnt/nas' }],
    ['D:\\backup', { kind: 'folder', host: '', port: '', path: 'D:\\backup' }],
  ])('%s', (text, fields) => {
    expect(fieldsOf(text)).toEqual(fields);
  });

  it.each(['ftp://example.org', 'ftps://example.org:990/www', 'sftp://[::1]:2222/a/b', '/mnt/nas', 'ftp://'])(
    'make the same address again: %s',
    (text) => {
      expect(addressOf(fieldsOf(text))).toBe(text);
    },
  );

  it.each(['/100 %', '/a?b', '/a#b', '/a\\b', '/ends with blank '])(
    'mean the folder that was typed: %s',
    (path) => {
      const text = withPart('ftp://example.org', { path });
      expect(fieldsOf(text).path).toBe(path);
      expect(parseRemote(text)).toHaveProperty('address.path', path);
    },
  );

  it.each<[string, Partial<RemoteFields>, string]>([
    ['', { host: 'e' }, 'ftps://e'],
    ['ftp://e', { kind: 'sftp' }, 'sftp://e'],
    ['ftp://e/www', { port: '2121' }, 'ftp://e:2121/www'],
    ['ftp://e:2121/www', { port: '' }, 'ftp://e/www'],
    ['ftp://e/www', { path: '' }, 'ftp://e'],
    ['ftp://e', { path: 'www' }, 'ftp://e/www'],
    ['ftp://e/www', { host: 'other.org:2121' }, 'ftp://other.org:2121/www'],
    ['ftp://e/www', { host: '::1' }, 'ftp://[::1]/www'],
    ['ftp://e/www', { host: ' sftp://ann@other.org/x' }, 'sftp://ann@other.org/x'],
    ['ftp://e/www', { kind: 'folder' }, ''],
    ['/mnt/nas', { kind: 'ftps' }, 'ftps://'],
  ])('%s with %j is %s', (text, part, then) => {
    expect(withPart(text, part)).toBe(then);
  });
});

describe('an address without its beginning', () => {
  it.each([
    ['example.org', 'ftps://example.org'],
    [' nas/photos ', 'ftps://nas/photos'],
    ['localhost:2121/x', 'ftps://localhost:2121/x'],
    ['192.168.1.4', 'ftps://192.168.1.4'],
    ['example.org:22', 'sftp://example.org:22'],
    ['example.org:990/x', 'ftps://example.org:990/x'],
    ['sftp.example.org', 'sftp://sftp.example.org'],
    ['ssh.example.org', 'sftp://ssh.example.org'],
    ['ftps.example.org', 'ftps://ftps.example.org'],
    ['ftp.example.org/site', 'ftps://ftp.example.org/site'],
    ['ann:s%40fe@example.org/www', 'ftps://ann:s%40fe@example.org/www'],
    ['ann@example.org:/var/www', 'sftp://ann@example.org/var/www'],
    ['ann@example.org:www', 'sftp://ann@example.org'],
    ['ann@example.org:2121/www', 'ftps://ann@example.org:2121/www'],
    ['ftp:/example.org/www', 'ftp://example.org/www'],
    ['ftp;//example.org', 'ftp://example.org'],
    ['ftps//example.org', 'ftps://example.org'],
    ['ftpes:example.org', 'ftps://example.org'],
    ['müller.example', 'ftps://müller.example'],
    ['[::1]:2121', 'ftps://[::1]:2121'],
  ])('%s means %s', (text, address) => {
    expect(guessAddress(text)).toBe(address);
  });

  it.each([
    '',
    '  ',
    'ftp://example.org',
    'http://example.org',
    '/mnt/nas',
    './www',
    '~/www',
    'C:\\www',
    '\\\\nas\\x',
    'two words',
  ])('is not guessed where there is nothing to guess: %j', (text) => {
    expect(guessAddress(text)).toBeUndefined();
  });
});
