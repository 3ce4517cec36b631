import { describe, expect, it } from 'vitest';
import { placeOfNewSecrets } from '../../shared/ipc.js';
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
    clear: () => answer(() => kept.clear()),
  };
  return made;
}

function credentialsWith(
  openKeyring: () => Promise<Keyring>,
  concealed: string[] = [],
  encrypted?: { readonly file: Keyring; readonly wanted: boolean },
): Credentials {
  return new Credentials({
    openKeyring,
    encrypted: encrypted?.file,
    canEncrypt: () => true,
    wantsEncrypted: encrypted?.wanted ?? false,
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
    expect(await credentials.state()).toEqual({
      kind: 'unavailable',
      why: 'There is none.',
      canEncrypt: false,
    });
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

const noKeyring = (): Promise<Keyring> => Promise.reject(new Error('no bus'));

describe('without a keyring, where the system can encrypt', () => {
  it('passwords are saved encrypted only if the user wants that', async () => {
    const file = keyring();
    const cautious = credentialsWith(noKeyring, [], { file, wanted: false });
    expect(await cautious.state()).toMatchObject({ kind: 'unavailable', canEncrypt: true });
    expect(await cautious.set('p', 'password', 's3cret')).toBe('session');
    expect(file.kept.size).toBe(0);

    const wanting = credentialsWith(noKeyring, [], { file, wanted: true });
    expect(await wanting.set('p', 'password', 's3cret')).toBe('encrypted');
    const concealed: string[] = [];
    const later = credentialsWith(noKeyring, concealed, { file, wanted: true });
    expect(await later.placeOf('p', 'password')).toBe('encrypted');
    expect(await later.secretOf('p', 'password')).toBe('s3cret');
    expect(concealed).toContain('s3cret');
  });

  it('those of the session follow the choice, there and back', async () => {
    const file = keyring();
    const credentials = credentialsWith(noKeyring, [], { file, wanted: false });
    await credentials.set('p', 'password', 's3cret');
    await credentials.set('p', 'proxy', 'other');
    await credentials.wantEncrypted(true);
    expect(await credentials.placeOf('p', 'password')).toBe('encrypted');
    expect([...file.kept.keys()]).toEqual(['p', 'p:proxy']);
    await credentials.wantEncrypted(false);
    expect(file.kept.size).toBe(0);
    expect(await credentials.placeOf('p', 'password')).toBe('session');
    expect(await credentials.secretOf('p', 'proxy')).toBe('other');
  });

  it('they last for the session where the file cannot be written', async () => {
    const file = keyring();
    const credentials = credentialsWith(noKeyring, [], { file, wanted: true });
    await credentials.state();
    file.broken = true;
    expect(await credentials.set('p', 'password', 's3cret')).toBe('session');
    expect(await credentials.secretOf('p', 'password')).toBe('s3cret');
  });

  it('they are forgotten with the profile', async () => {
    const file = keyring();
    const credentials = credentialsWith(noKeyring, [], { file, wanted: true });
    await credentials.set('p', 'password', 's3cret');
    await credentials.set('q', 'password', 'other');
    await credentials.remove('p', 'password');
    expect([...file.kept.keys()]).toEqual(['q']);
    expect(await credentials.placeOf('p', 'password')).toBe('none');
  });
});

describe('a keyring that comes back', () => {
  it('does not hide what was encrypted meanwhile, and takes over what is set anew', async () => {
    const file = keyring();
    await credentialsWith(noKeyring, [], { file, wanted: true }).set('p', 'password', 's3cret');
    const ring = keyring();
    const credentials = credentialsWith(() => Promise.resolve(ring), [], { file, wanted: true });
    expect(await credentials.secretOf('p', 'password')).toBe('s3cret');
    expect(await credentials.placeOf('p', 'password')).toBe('encrypted');
    expect(await credentials.set('p', 'password', 'newer')).toBe('keyring');
    expect(file.kept.size).toBe(0);
    expect(ring.kept).toEqual(new Map([['p', 'newer']]));
  });
});

describe('forgetting all', () => {
  it('leaves no secret anywhere', async () => {
    const ring = keyring();
    const file = keyring();
    file.kept.set('q', 'encrypted');
    const credentials = credentialsWith(() => Promise.resolve(ring), [], { file, wanted: true });
    await credentials.set('p', 'password', 's3cret');
    credentials.setForSession('r', 'passphrase', 'for now');
    await credentials.forgetAll();
    expect([ring.kept.size, file.kept.size]).toEqual([0, 0]);
    for (const id of ['p', 'q', 'r']) {
      expect(await credentials.placeOf(id, 'password')).toBe('none');
      expect(await credentials.secretOf(id, 'passphrase')).toBe('');
    }
  });

  it('rejects where the keyring keeps something', async () => {
    const ring = keyring();
    const credentials = credentialsWith(() => Promise.resolve(ring));
    await credentials.set('p', 'password', 's3cret');
    ring.broken = true;
    await expect(credentials.forgetAll()).rejects.toThrow('locked');
  });
});

describe('the place of a new secret', () => {
  const without = { kind: 'unavailable', why: '', canEncrypt: true } as const;
  it.each([
    [{ kind: 'available' }, 'encrypted', 'keyring'],
    [without, 'encrypted', 'encrypted'],
    [without, 'session', 'session'],
    [{ ...without, canEncrypt: false }, 'encrypted', 'session'],
  ] as const)('with %j and %s is %s', (state, withoutKeyring, place) => {
    expect(placeOfNewSecrets(state, { withoutKeyring })).toBe(place);
  });
});
