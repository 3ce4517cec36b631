import { describe, expect, it } from 'vitest';
import { UsageError } from '../usage-error.js';
import { readLocal, readRemote, refuseOverlap } from './local-and-remote.js';

const HERE = { folder: '/home/anna', platform: 'linux' } as const;

function complaint(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return `${error.what} ${error.advice}`;
    throw error;
  }
  throw new Error('It was taken.');
}

describe('LOCAL', () => {
  it.each([
    ['.', '/home/anna'],
    ['site', '/home/anna/site'],
    ['../bob/', '/home/bob'],
    ['/srv/www', '/srv/www'],
    ['with: colon', '/home/anna/with: colon'],
  ])('%s is %s', (text, path) => {
    expect(readLocal(text, HERE)).toBe(path);
  });

  it('is a Windows path on Windows', () => {
    expect(readLocal('site', { folder: 'C:\\Users\\anna', platform: 'win32' })).toBe('C:\\Users\\anna\\site');
  });

  it.each(['', '  ', 'ftp://example.com/a'])('is not %j', (text) => {
    complaint(() => readLocal(text, HERE));
  });

  it.each(['ftp://anna:s3cret@example.com/a', 'ftp://anna:p/s3cret@example.com/a'])(
    'never repeats a password where the two sides were confused: %s',
    (text) => {
      expect(complaint(() => readLocal(text, HERE))).not.toContain('s3cret');
    },
  );
});

describe('REMOTE', () => {
  it.each([
    ['../backup', '/home/backup', { kind: 'folder', path: '/home/backup' }],
    ['ftp://example.com', 'ftp://example.com', { protocol: 'ftp', host: 'example.com', port: 21, path: '' }],
    ['ftp://example.com/', 'ftp://example.com/', { protocol: 'ftp', path: '/' }],
    ['ftps://example.com/%2Fetc', 'ftps://example.com/%2Fetc', { path: '/etc' }],
    ['sftp://example.com:2222/a%20b/', 'sftp://example.com:2222/a%20b/', { port: 2222, path: '/a b' }],
    ['ftps://[::1]:990/a', 'ftps://[::1]:990/a', { protocol: 'ftps', host: '::1', port: 990 }],
  ])('%s', (text, kept, address) => {
    expect(readRemote(text, HERE)).toMatchObject({ text: kept, address, userName: '', password: '' });
  });

  it('gives up user name and password, and keeps neither in its text', () => {
    expect(readRemote('ftp://an%40na:s3%2Fcret@example.com/a', HERE)).toMatchObject({
      text: 'ftp://example.com/a',
      userName: 'an@na',
      password: 's3/cret',
    });
  });

  it.each([
    ['http://example.com/a', 'does not know “http://”'],
    ['ftpp://example.com/a', 'does not know “ftpp://”'],
    ['ftp://example.com:99999/a', '“99999” is not a port number'],
    ['ftp://example.com:http/a', '“http” is not a port number'],
    ['sftp://example.com:0/a', 'not a valid address'],
    ['sftp:///a', 'has no server name'],
    ['', 'is empty'],
    ['anna@example.com:/srv/www', 'Write sftp://USER@SERVER/FOLDER'],
    ['anna@example.com:site', 'Write sftp://USER@SERVER/FOLDER'],
  ])('%s is refused, and it is said which addresses there are', (text, words) => {
    const said = complaint(() => readRemote(text, HERE));
    expect(said).toContain(words);
    expect(said).toContain('ftp://, ftps:// or sftp://');
  });

  it.each([
    'ftp://anna:s3cret@example.com:99999/a',
    'ftp://anna:s3cret@exa mple/a',
    'x://anna:s3cret@h/a',
    'ftp://anna:s3cret/more@example.com/a',
    'ftps://anna:s3cret#more@example.com/a',
    'sftp://anna:more?s3cret@example.com/a',
  ])('never repeats a password: %s', (text) => {
    expect(complaint(() => readRemote(text, HERE))).not.toContain('s3cret');
  });
});

it('a folder whose name only looks like a server’s is named with ./ before it', () => {
  const { text } = readRemote('./anna@example.com:site', HERE);
  expect(text).toBe('/home/anna/anna@example.com:site');
});

describe('two folders of this computer', () => {
  it.each([
    ['/a', '/a', 'the same folder'],
    ['/a', '/a/b', 'inside LOCAL'],
    ['/a/b', '/a', 'inside REMOTE'],
  ])('%s and %s are refused', async (local, remote, words) => {
    await expect(refuseOverlap(local, remote, 'linux')).rejects.toThrow(words);
  });

  it('are fine side by side', async () => {
    await refuseOverlap('/a/b', '/a/bc', 'linux');
  });
});

it.each(['ftp:/anna:PW@host/', 'anna:PW@host:/x', 'ftp//anna:PW@host', 'sftp:anna:PW@host'])(
  'what looks like an address with a secret is refused on either side, and not repeated: S12 %s',
  (text) => {
    for (const read of [readLocal, readRemote]) {
      const failed = (): unknown => read(text, { folder: '/', platform: 'linux' });
      expect(failed).toThrow(UsageError);
      expect(failed).not.toThrow(/PW/);
    }
  },
);
