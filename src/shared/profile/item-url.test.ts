import { expect, it } from 'vitest';
import { itemUrl } from './item-url.js';

it.each([
  ['ftp://example.com/site', 'a/b c.txt', 'ftp://example.com/site/a/b%20c.txt'],
  ['ftps://example.com:990', 'ü#?.txt', 'ftps://example.com:990/%C3%BC%23%3F.txt'],
  ['sftp://[2001:db8::1]/', 'a', 'sftp://[2001:db8::1]/a'],
  ['ftp://anna:secret@example.com/site', '', 'ftp://example.com/site'],
  ['/home/site', 'a', undefined],
])('in %s, %s is at %s', (remote, path, url) => {
  expect(itemUrl(remote, path)).toBe(url);
});
