import { describe, expect, it } from 'vitest';
import { makeFound, proxyUrl, type Described, type DescribedRemote } from './make-found.js';

const SERVER: Extract<DescribedRemote, { kind: 'server' }> = {
  kind: 'server',
  protocol: 'sftp',
  host: 'example.com',
  path: '/www',
};
const SITE: Described = { name: 'Site', remote: SERVER };

function addressOf(part: Partial<Extract<DescribedRemote, { kind: 'server' }>>): string | undefined {
  const found = makeFound({ ...SITE, remote: { ...SERVER, ...part } });
  return found.kind === 'profile' ? found.profile.remoteFolder : undefined;
}

describe('the address of a found profile', () => {
  it.each([
    [{}, 'sftp://example.com/www'],
    [{ path: '' }, 'sftp://example.com'],
    [{ path: '/' }, 'sftp://example.com/'],
    [{ port: 22 }, 'sftp://example.com/www'],
    [{ port: 2222 }, 'sftp://example.com:2222/www'],
    [{ protocol: 'ftps', port: 990 }, 'ftps://example.com:990/www'],
    [{ host: '2001:db8::7' }, 'sftp://[2001:db8::7]/www'],
    [{ host: 'my_host' }, 'sftp://my_host/www'],
    [{ path: '/a b/50%/c#d?e/ü' }, 'sftp://example.com/a%20b/50%25/c%23d%3Fe/%C3%BC'],
    [{ path: '//a///b/' }, 'sftp://example.com/a/b'],
  ] as const)('%j is %s', (part, address) => {
    expect(addressOf(part)).toBe(address);
  });

  it.each([
    [{ host: '' }],
    [{ host: 'a b' }],
    [{ host: 'anna@example.com' }],
    [{ host: 'example.com/../x' }],
    [{ host: 'example.com:21' }],
    [{ host: '-oProxyCommand=x\n' }],
    [{ host: 'x\u0000' }],
    [{ port: 0 }],
    [{ port: 65_536 }],
    [{ port: Number.NaN }],
    [{ path: '/a/../../etc' }],
    [{ path: '/a\r\nDELE b' }],
  ] as const)('%j is none', (part) => {
    expect(addressOf(part)).toBeUndefined();
  });
});

describe('a found profile', () => {
  it('never runs by itself, whatever its options say', () => {
    const found = makeFound({ ...SITE, options: { unattended: true } });
    expect(found).toMatchObject({ profile: { options: { unattended: false } } });
  });

  it('has a name of one line that is not too long, or that of its server', () => {
    expect(makeFound({ ...SITE, name: ` a\r\nb${'x'.repeat(200)}` })).toMatchObject({
      profile: { name: `a b${'x'.repeat(117)}` },
    });
    expect(makeFound({ ...SITE, name: ' \n' })).toMatchObject({ profile: { name: 'example.com' } });
  });

  it('takes no secret that would be another command, and tells', () => {
    for (const secret of ['a\r\nDELE b', 'a\0', 'x'.repeat(5000)]) {
      expect(makeFound({ ...SITE, secrets: { password: secret, passphrase: 'fine' } })).toMatchObject({
        profile: { secrets: { passphrase: 'fine' }, notes: [{ kind: 'secret-unreadable' }] },
      });
    }
  });

  it.each<[what: string, part: Partial<Described>]>([
    ['a user name of two lines', { userName: 'anna\r\nDELE b' }],
    ['a user name that is too long', { userName: 'x'.repeat(300) }],
    ['a local folder of two lines', { localFolder: '/a\n/b' }],
    ['a pattern of two lines', { options: { patterns: ['a\nb'] } }],
    ['an encoding that is none', { line: { encoding: 'x y' } }],
  ])('with %s is refused', (_what, part) => {
    expect(makeFound({ ...SITE, ...part })).toMatchObject({ kind: 'skipped', why: { kind: 'unfit' } });
  });

  it.each(['ftp://anna:s3cret@example.com/', 'anna:s3cret@example.com:/x'])(
    'with an address in the place of a folder is refused: %s',
    (path) => {
      const found = makeFound({ ...SITE, remote: { kind: 'folder', path } });
      expect(found).toEqual({ kind: 'skipped', name: 'Site', why: { kind: 'address' } });
    },
  );
});

it.each([
  ['socks5', 'proxy', 1080, '', 'socks5://proxy:1080'],
  ['http', '::1', 80, 'an@na', 'http://an%40na@[::1]:80'],
  ['http', 'a b', 80, '', undefined],
  ['http', 'proxy', 0, '', undefined],
] as const)('a proxy: %s %s %i %s is %s', (scheme, host, port, userName, url) => {
  expect(proxyUrl(scheme, host, port, userName)).toBe(url);
});
