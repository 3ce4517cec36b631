import { describe, expect, it } from 'vitest';
import type { Profile, ProfileDraft } from '../../shared/profile/profile.js';
import { DEFAULT_OPTIONS } from '../../shared/profile/profile-options.js';
import {
  checkConnection,
  checkForm,
  completeAddress,
  splitAddress,
  splitProxy,
  valuesOf,
  withEntered,
  type FormValues,
} from './form.js';

const FINGERPRINT = Array.from({ length: 32 }, () => 'AB').join(':');
const DRAFT: ProfileDraft = {
  name: 'Site',
  localFolder: '/home/site',
  remoteFolder: 'ftps://example.org/www',
  userName: 'ann',
  mode: 'upload',
  deleteExtra: true,
  options: DEFAULT_OPTIONS,
  trustedCertificate: FINGERPRINT,
};
const PROFILE: Profile = { ...DRAFT, id: 'p' };

const KEEP = { password: { kind: 'keep' }, passphrase: { kind: 'keep' }, proxy: { kind: 'keep' } };

describe('the profile form', () => {
  it('says for each empty field what belongs there', () => {
    expect(checkForm(valuesOf(undefined), undefined)).toEqual({
      kind: 'invalid',
      errors: {
        name: 'Give the profile a name.',
        localFolder: 'Choose the folder on this computer.',
        remoteFolder: 'Enter the remote folder.',
      },
    });
  });

  it('saves an untouched profile as it was, and keeps its password', () => {
    expect(checkForm(valuesOf(PROFILE), PROFILE)).toEqual({
      kind: 'valid',
      draft: DRAFT,
      secrets: KEEP,
    });
  });

  it('takes user name and password out of a pasted address', () => {
    const values = { ...valuesOf(PROFILE), remoteFolder: 'ftp://bob:s%40fe@example.org:2121/www' };
    expect(splitAddress(values)).toMatchObject({
      remoteFolder: 'ftp://example.org:2121/www',
      userName: 'bob',
      password: 's@fe',
    });
  });

  it('gives up the trusted certificate when the server is another one', () => {
    const moved = checkForm({ ...valuesOf(PROFILE), remoteFolder: 'ftps://elsewhere.org/www' }, PROFILE);
    expect(moved).not.toHaveProperty('draft.trustedCertificate');
    const same = checkForm({ ...valuesOf(PROFILE), remoteFolder: 'ftps://example.org/other' }, PROFILE);
    expect(same).toHaveProperty('draft.trustedCertificate', FINGERPRINT);
  });

  it('trusts what was chosen in the form, as long as it is about the same server', () => {
    const other = 'CD:'.repeat(32).slice(0, -1);
    const values = { ...valuesOf(PROFILE), trusted: { server: 'tls example.org:21', fingerprint: other } };
    expect(checkForm(values, PROFILE)).toHaveProperty('draft.trustedCertificate', other);
    const moved = { ...values, remoteFolder: 'ftps://elsewhere.org/www' };
    expect(checkForm(moved, PROFILE)).not.toHaveProperty('draft.trustedCertificate');
    const overSsh = { ...values, remoteFolder: 'sftp://example.org:21/www' };
    expect(checkForm(overSsh, undefined)).not.toHaveProperty('draft.trustedCertificate');
  });

  it('can try a connection before the profile has a name or a local folder', () => {
    const typed = { ...valuesOf(undefined), remoteFolder: ' ftp://bob:s%40fe@example.org/www ' };
    expect(checkConnection(typed, undefined)).toMatchObject({
      kind: 'valid',
      query: {
        profileId: null,
        draft: { remoteFolder: 'ftp://example.org/www', userName: 'bob' },
        secrets: { ...KEEP, password: { kind: 'set', secret: 's@fe' } },
      },
    });
    expect(checkConnection(valuesOf(undefined), undefined)).toEqual({
      kind: 'invalid',
      errors: { remoteFolder: 'Enter the remote folder.' },
    });
    expect(checkConnection(valuesOf(PROFILE), PROFILE)).toMatchObject({
      query: { profileId: 'p', secrets: KEEP, draft: { trustedCertificate: FINGERPRINT } },
    });
  });

  it('completes an address without its beginning, unless a folder is meant', () => {
    const typed = { ...valuesOf(undefined), remoteFolder: 'example.org:990/www' };
    expect(completeAddress(typed)).toMatchObject({
      remoteFolder: 'ftps://example.org:990/www',
      tls: 'implicit',
    });
    expect(completeAddress({ ...typed, asFolder: true }).remoteFolder).toBe('example.org:990/www');
  });

  describe('while the address is typed', () => {
    const typed = (text: string, from: FormValues = valuesOf(undefined)): FormValues =>
      text
        .split('')
        .reduce(
          (values, letter) => withEntered(values, { remoteFolder: values.remoteFolder + letter }),
          from,
        );

    it.each([
      ['ftps://example.org:990/www', 'implicit'],
      ['ftps://example.org:9901/www', 'explicit'],
      ['ftps://example.org/www', 'explicit'],
      ['ftp://example.org:990/www', 'explicit'],
      ['sftp://example.org:990/www', 'explicit'],
    ])('port 990 of an FTPS server means TLS from the first byte: %s is %s', (address, tls) => {
      const values = typed(address);
      expect(values.tls).toBe(tls);
      const complete = { ...values, name: 'Site', localFolder: '/home/site' };
      expect(checkForm(complete, undefined)).toHaveProperty('draft.options.line.tls', tls);
    });

    it('what was chosen stays', () => {
      const chosen = withEntered(valuesOf(undefined), { tls: 'explicit', tlsChosen: true });
      expect(typed('ftps://example.org:990/www', chosen).tls).toBe('explicit');
      const after = withEntered(typed('ftps://example.org:990'), { tls: 'explicit', tlsChosen: true });
      expect(typed('/www', after).tls).toBe('explicit');
    });

    it('what was saved stays as long as the port does', () => {
      const options = { ...DEFAULT_OPTIONS, line: { ...DEFAULT_OPTIONS.line, tls: 'implicit' } } as const;
      const saved = valuesOf({ ...PROFILE, options });
      expect(typed('/below', saved).tls).toBe('implicit');
      expect(withEntered(saved, { remoteFolder: 'ftps://example.org:2121/www' }).tls).toBe('implicit');
      expect(withEntered(saved, { name: 'Other' }).tls).toBe('implicit');
    });
  });

  it('deletes nothing extra in two-way mode', () => {
    expect(checkForm({ ...valuesOf(PROFILE), mode: 'two-way' }, PROFILE)).toHaveProperty(
      'draft.deleteExtra',
      false,
    );
  });

  it.each(['password', 'passphrase'] as const)(
    'sets a new %s, and forgets the old one when told to',
    (kind) => {
      expect(checkForm({ ...valuesOf(PROFILE), [kind]: 'x' }, PROFILE)).toHaveProperty('secrets', {
        ...KEEP,
        [kind]: { kind: 'set', secret: 'x' },
      });
      expect(checkForm({ ...valuesOf(PROFILE), forgotten: [kind] }, PROFILE)).toHaveProperty('secrets', {
        ...KEEP,
        [kind]: { kind: 'remove' },
      });
    },
  );

  describe('with a proxy that wants a sign-in', () => {
    const byProxy = (proxy: string): Profile => ({
      ...PROFILE,
      options: { ...DEFAULT_OPTIONS, line: { ...DEFAULT_OPTIONS.line, proxy } },
    });
    const before = byProxy('socks5://ann@proxy:1080');

    it('keeps its password, sets a new one, and forgets it when told to', () => {
      const values = valuesOf(before);
      expect(checkForm(values, before)).toHaveProperty('secrets.proxy', { kind: 'keep' });
      const typed = checkForm({ ...values, proxyPassword: 's3cret' }, before);
      expect(typed).toHaveProperty('secrets.proxy', { kind: 'set', secret: 's3cret' });
      expect(JSON.stringify(typed.kind === 'valid' && typed.draft)).not.toContain('s3cret');
      const forgotten = checkForm({ ...values, forgotten: ['proxy'] }, before);
      expect(forgotten).toHaveProperty('secrets.proxy', { kind: 'remove' });
    });

    it('takes the password out of an address that was pasted', () => {
      const pasted = { ...valuesOf(PROFILE), proxy: ' http://ann:s%40fe@proxy:3128/' };
      expect(splitProxy(pasted)).toMatchObject({ proxy: 'http://ann@proxy:3128', proxyPassword: 's@fe' });
      const checked = checkForm(pasted, PROFILE);
      expect(checked).toHaveProperty('draft.options.line.proxy', 'http://ann@proxy:3128');
      expect(checked).toHaveProperty('secrets.proxy', { kind: 'set', secret: 's@fe' });
    });

    it('forgets the password where no proxy wants one any more', () => {
      for (const proxy of ['', 'socks5://proxy:1080']) {
        const checked = checkForm({ ...valuesOf(before), proxy, proxyPassword: 'x' }, before);
        expect(checked).toHaveProperty('secrets.proxy', { kind: 'remove' });
      }
    });
  });
});
