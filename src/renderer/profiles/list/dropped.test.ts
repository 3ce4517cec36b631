import { describe, expect, it } from 'vitest';
import { droppedThing, nameOfAddress, nameOfFolder } from './dropped.js';

describe('what is dropped on the window', () => {
  it.each([
    ['/home/anna/site', '', { kind: 'path', path: '/home/anna/site' }],
    ['', 'ftp://example.com/site', { kind: 'address', address: 'ftp://example.com/site' }],
    ['', '# a comment\r\nsftp://example.com\r\n', { kind: 'address', address: 'sftp://example.com' }],
    ['', 'https://example.com/', { kind: 'nothing' }],
    ['', 'some text', { kind: 'nothing' }],
    ['', '/etc/passwd', { kind: 'nothing' }],
    ['', '', { kind: 'nothing' }],
  ] as const)('%j, %j is %o', (path, addresses, expected) => {
    expect(droppedThing(path, addresses)).toEqual(expected);
  });

  it('gives a new profile its name', () => {
    expect(nameOfFolder('/home/anna/site/')).toBe('site');
    expect(nameOfFolder('C:\\Sites\\shop')).toBe('shop');
    expect(nameOfAddress('ftp://anna@example.com/site')).toBe('example.com');
  });
});
