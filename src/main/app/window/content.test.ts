import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, serveContent } from './content.js';

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
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evenkeel-content-'));
    await mkdir(join(folder, 'renderer'));
    await writeFile(join(folder, 'renderer', 'index.html'), '<p>even</p>');
    await writeFile(join(folder, 'renderer', 'notes.sh'), 'true');
    await writeFile(join(folder, 'secret.json'), '{}');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('comes with a policy that lets in nothing from elsewhere', async () => {
    const response = await serveContent(join(folder, 'renderer'), 'evenkeel://app/');
    expect(await response.text()).toBe('<p>even</p>');
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'",
    );
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['missing.js', '..%2fsecret.json', 'notes.sh', 'renderer'])(
    'does not give out %s',
    async (name) => {
      const response = await serveContent(join(folder, 'renderer'), `evenkeel://app/${name}`);
      expect(response.status).toBe(404);
    },
  );
});
