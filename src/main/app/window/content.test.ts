import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentAt, fileOf } from './content.js';

describe('an address of our scheme', () => {
  it.each([
    ['evenkeel://app/', 'index.html'],
    ['evenkeel://app/index.html', 'index.html'],
    ['evenkeel://app/assets/index-B3_x.js?v=1', 'assets/index-B3_x.js'],
  ])('%s names %s', (address, file) => {
    expect(fileOf(address)).toBe(file);
  });

  it.each([
    'evenkeel://other/index.html',
    'https://app/index.html',
    'evenkeel://app/..%2fmain/index.js',
    'evenkeel://app/%2e%2e/main/index.js%00',
    'evenkeel://app/a%5c..%5cb.js',
    'evenkeel://app//etc/passwd',
    'evenkeel://app/.env',
    'evenkeel://app/%zz',
    'nonsense',
  ])('%s leads nowhere', (address) => {
    const file = fileOf(address);
    // `..` that the URL standard resolves by itself ends within the folder.
    expect(file === undefined || !/(^|\/)\.|\\|\0/.test(file)).toBe(true);
    if (!address.includes('%2e')) expect(file).toBeUndefined();
  });
});

describe('the page', () => {
  const folder = join('built', 'renderer');

  it('comes with a policy that lets in nothing from elsewhere', () => {
    const content = contentAt(folder, 'evenkeel://app/');
    expect(content?.path).toBe(join(folder, 'index.html'));
    const headers = content?.headers ?? {};
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it.each(['..%2fsecret.json', 'notes.sh', 'assets'])('does not give out %s', (name) => {
    expect(contentAt(folder, `evenkeel://app/${name}`)).toBeUndefined();
  });
});
