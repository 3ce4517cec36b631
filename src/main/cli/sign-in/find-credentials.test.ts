import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRemote } from '../target-arguments/local-and-remote.js';
import { findCredentials, findPassphrase, type Sources } from './find-credentials.js';
import { accountOf, fromStored, toStored } from './stored.js';

const HERE = { folder: '/', platform: 'linux' } as const;
const KEYRING = async (account: string): Promise<string | undefined> =>
  Promise.resolve(
    account === 'ftps://anna@example.com:21' ? toStored({ userName: 'anna', password: 'kept' }) : undefined,
  );
const NETRC = (): Promise<string> => Promise.resolve('machine example.com login anna password listed');
const env = (password = '', passphrase = '', proxy = ''): Sources['environment'] => ({
  password,
  passphrase,
  proxy,
});
const ASK = {
  userName: () => Promise.resolve('typed'),
  password: () => Promise.resolve('typed'),
  passphrase: () => Promise.resolve('typed'),
  proxyPassword: () => Promise.resolve('typed'),
};
const ALL: Sources = { environment: env('env'), keyring: KEYRING, netrc: NETRC, ask: ASK };

describe('who signs in', () => {
  it.each<[string, string, Sources, boolean, object]>([
    [
      'is whom the address names',
      'ftps://bob:own@example.com/',
      ALL,
      false,
      { userName: 'bob', password: 'own', from: 'address' },
    ],
    [
      'has the password of the environment',
      'ftps://anna@example.com/',
      ALL,
      false,
      { userName: 'anna', password: 'env' },
    ],
    [
      'has the password in the keyring',
      'ftps://anna@example.com/',
      { ...ALL, environment: env() },
      false,
      { password: 'kept', from: 'keyring' },
    ],
    [
      'does not have it for a line in the clear',
      'ftp://anna@example.com/',
      { ...ALL, environment: env(), netrc: undefined },
      false,
      { from: 'prompt' },
    ],
    [
      'stands in .netrc',
      'ftp://example.com/',
      { ...ALL, environment: env() },
      false,
      { userName: 'anna', password: 'listed', from: '.netrc' },
    ],
    [
      'is asked for',
      'ftp://example.org/',
      { ...ALL, environment: env() },
      false,
      { userName: 'typed', password: 'typed', from: 'prompt' },
    ],
    [
      'is asked for always where that is wanted',
      'ftps://bob:own@example.com/',
      ALL,
      true,
      { userName: 'bob', password: 'typed' },
    ],
    [
      'is not asked for before SSH keys were tried',
      'sftp://example.org/',
      { ...ALL, environment: env() },
      false,
      { userName: '', password: '', from: 'nobody' },
    ],
    [
      'is nobody in the end',
      'ftp://example.org/',
      { environment: env() },
      true,
      { userName: '', password: '', from: 'nobody' },
    ],
    ['is nobody in a folder', '/srv', ALL, true, { userName: '', password: '', from: 'nobody' }],
  ])('%s', async (_what, remote, sources, always, found) => {
    expect(await findCredentials(readRemote(remote, HERE), sources, always)).toMatchObject(found);
  });
});

describe('what opens the private key', () => {
  const keyring: Sources['keyring'] = (account, kind) =>
    Promise.resolve(account === 'sftp://anna@example.com:22' ? `${kind} kept` : undefined);
  it.each<[string, string, Sources, string]>([
    [
      'stands in the environment',
      'sftp://anna@example.com/',
      { environment: env('', 'env'), keyring },
      'env',
    ],
    ['is in the keyring', 'sftp://anna@example.com/', { environment: env('x'), keyring }, 'passphrase kept'],
    ['is not in a keyring that nobody may look into', 'sftp://anna@example.com/', { environment: env() }, ''],
    ['belongs to one server', 'sftp://anna@example.org/', { environment: env(), keyring }, ''],
    ['says nothing to a server without SSH', 'ftps://anna@example.com/', { environment: env('', 'env') }, ''],
    ['says nothing to a folder', '/srv', { environment: env('', 'env') }, ''],
  ])('%s', async (_what, remote, sources, passphrase) => {
    expect(await findPassphrase(readRemote(remote, HERE), sources)).toBe(passphrase);
  });
});

describe('what the keyring keeps', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (userName, password) => {
        expect(fromStored(toStored({ userName, password }))).toEqual({ userName, password });
      }),
    );
  });

  it.each(['', 'a', 'a:b:c', '%:x'])('is nothing where it is “%s”', (stored) => {
    expect(fromStored(stored)).toBeUndefined();
  });

  it('belongs to one protocol, host and port', () => {
    const address = { kind: 'server', protocol: 'ftp', host: 'Example.com', port: 2121, path: '/a' } as const;
    expect(accountOf(address, 'an@na')).toBe('ftp://an%40na@example.com:2121');
    expect(accountOf(address, '')).toBe('ftp://example.com:2121');
  });
});
