import { describe, expect, it } from 'vitest';
import { Credentials } from './credentials.js';
import type { Keyring } from './keyring.js';

/** A keyring in memory, which can be made to fail. */
function keyring(): Keyring & { readonly kept: Map<string, string>; broken: boolean } {
  const kept = new Map<string, string>();
  const answer = <T>(value: () => T): Promise<T> =>
    made.broken ? Promise.reject(new Error('locked')) : Promise.resolve(value());
  const made = {
    kept,
    broken: false,
    get: (account: string) => answer(() => kept.get(account)),
    set: (account: string, password: string) => answer(() => void kept.set(account, password)),
    remove: (account: string) => answer(() => void kept.delete(account)),
  };
  return made;
}

function credentialsWith(openKeyring: () => Promise<Keyring>, concealed: string[] = []): Credentials {
  return new Credentials({
    openKeyring,
    whyNone: 'There is none.',
    conceal: (secret) => concealed.push(secret),
    logFailure: () => undefined,
  });
}

describe('passwords', () => {
  it('go to the keyring where there is one', async () => {
    const ring = keyring();
    const concealed: string[] = [];
    const credentials = credentialsWith(() => Promise.resolve(ring), concealed);
    expect(await credentials.state()).toEqual({ kind: 'available' });
    expect(await credentials.set('p', 'password', 's3cret')).toBe('keyring');
    expect(ring.kept).toEqual(new Map([['p', 's3cret']]));
    expect(concealed).toContain('s3cret');

    const later = credentialsWith(() => Promise.resolve(ring));
    expect(await later.placeOf('p', 'password')).toBe('keyring');
    expect(await later.secretOf('p', 'password')).toBe('s3cret');
  });

  it('are kept for the session where there is none, and that is said', async () => {
    const credentials = credentialsWith(() => Promise.reject(new Error('no bus')));
    expect(await credentials.state()).toEqual({ kind: 'unavailable', why: 'There is none.' });
    expect(await credentials.set('p', 'password', 's3cret')).toBe('session');
    expect(await credentials.placeOf('p', 'password')).toBe('session');
    expect(await credentials.secretOf('p', 'password')).toBe('s3cret');
  });

  it('are kept for the session where the keyring does not take them', async () => {
    const ring = keyring();
    const credentials = credentialsWith(() => Promise.resolve(ring));
    await credentials.state();
    ring.broken = true;
    expect(await credentials.set('p', 'password', 's3cret')).toBe('session');
    expect(await credentials.secretOf('p', 'password')).toBe('s3cret');
  });

  it('are not taken for missing where the keyring does not answer', async () => {
    const ring = keyring();
    ring.kept.set('p', 's3cret');
    const credentials = credentialsWith(() => Promise.resolve(ring));
    await credentials.state();
    ring.broken = true;
    await expect(credentials.secretOf('p', 'password')).rejects.toThrow('locked');
  });

  it('are kept apart from the passphrase of the same profile', async () => {
    const ring = keyring();
    const concealed: string[] = [];
    const credentials = credentialsWith(() => Promise.resolve(ring), concealed);
    await credentials.set('p', 'password', 's3cret');
    await credentials.set('p', 'passphrase', 'open sesame');
    expect(ring.kept).toEqual(
      new Map([
        ['p', 's3cret'],
        ['p:passphrase', 'open sesame'],
      ]),
    );
    expect(concealed).toContain('open sesame');
    await credentials.remove('p', 'password');
    const later = credentialsWith(() => Promise.resolve(ring));
    expect(await later.secretOf('p', 'passphrase')).toBe('open sesame');
    expect(await later.placeOf('p', 'passphrase')).toBe('keyring');
    expect(await later.placeOf('p', 'password')).toBe('none');
  });

  it('are forgotten everywhere when they are removed or emptied', async () => {
    const ring = keyring();
    const credentials = credentialsWith(() => Promise.resolve(ring));
    await credentials.set('p', 'password', 's3cret');
    expect(await credentials.set('p', 'password', '')).toBe('none');
    expect(ring.kept.size).toBe(0);
    expect(await credentials.placeOf('p', 'password')).toBe('none');
    expect(await credentials.secretOf('p', 'password')).toBe('');
  });
});
