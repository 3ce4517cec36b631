import { describe, expect, it } from 'vitest';
import { cleanRemote } from './clean-remote.js';

describe('an address that is cleaned', () => {
  it.each([
    ['ftp://anna:s3cret@example.com/a', 'ftp://example.com/a', 'anna', 's3cret'],
    ['ftps://anna:p%40ss@example.com:990/a%20b', 'ftps://example.com:990/a%20b', 'anna', 'p@ss'],
    ['ftp://anna:p@ss@example.com/x@y', 'ftp://example.com/x@y', 'anna', 'p@ss'],
    ['sftp://anna@example.com', 'sftp://example.com', 'anna', ''],
    ['sftp://anna@example.com/', 'sftp://example.com/', 'anna', ''],
    ['ftp://anna@example.com/%2Fetc', 'ftp://example.com/%2Fetc', 'anna', ''],
    ['FTP:///anna:s3cret@example.com/a', 'FTP://example.com/a', 'anna', 's3cret'],
    ['ftp://example.com/a@b', 'ftp://example.com/a@b', '', ''],
    [' /srv/files ', '/srv/files', '', ''],
  ])('%s loses user name and password and nothing else', (typed, text, userName, password) => {
    expect(cleanRemote(typed)).toMatchObject({ text, userName, password });
  });

  it('is refused where it is not valid', () => {
    expect(cleanRemote('ftp://')).toBeUndefined();
    expect(cleanRemote('http://example.com')).toBeUndefined();
  });
});
