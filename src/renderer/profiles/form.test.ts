import { describe, expect, it } from 'vitest';
import type { Profile, ProfileDraft } from '../../shared/profile/profile.js';
import { DEFAULT_OPTIONS } from '../../shared/profile/profile-options.js';
import { checkForm, splitAddress, valuesOf } from './form.js';

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
      secrets: { password: { kind: 'keep' }, passphrase: { kind: 'keep' } },
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

  it('deletes nothing extra in two-way mode', () => {
    expect(checkForm({ ...valuesOf(PROFILE), mode: 'two-way' }, PROFILE)).toHaveProperty(
      'draft.deleteExtra',
      false,
    );
  });

  it.each(['password', 'passphrase'] as const)(
    'sets a new %s, and forgets the old one when told to',
    (kind) => {
      const keep = { password: { kind: 'keep' }, passphrase: { kind: 'keep' } };
      expect(checkForm({ ...valuesOf(PROFILE), [kind]: 'x' }, PROFILE)).toHaveProperty('secrets', {
        ...keep,
        [kind]: { kind: 'set', secret: 'x' },
      });
      expect(checkForm({ ...valuesOf(PROFILE), forgotten: [kind] }, PROFILE)).toHaveProperty('secrets', {
        ...keep,
        [kind]: { kind: 'remove' },
      });
    },
  );
});
