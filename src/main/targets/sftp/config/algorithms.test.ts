import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { algorithmsFor, hasOld } from './algorithms.js';

describe('the algorithms offered to an SSH server', () => {
  it('leaves the weak ones out unless the profile allows them', () => {
    const current = algorithmsFor({}, false);
    const all = algorithmsFor({}, true);
    expect(current.kex).not.toContain('diffie-hellman-group14-sha1');
    expect(current.serverHostKey).not.toContain('ssh-rsa');
    expect(current.cipher.some((name) => name.endsWith('-cbc'))).toBe(false);
    expect(all.kex.slice(0, current.kex.length)).toEqual(current.kex);
    expect(all.kex).toContain('diffie-hellman-group14-sha1');
    expect(all.serverHostKey.at(-1)).toBe('ssh-rsa');
    expect(all.cipher).toContain('aes256-cbc');
  });

  it.each([
    ['aes256-ctr,aes128-ctr', ['aes256-ctr', 'aes128-ctr']],
    ['aes128-cbc', ['aes128-cbc']],
    ['aes*-gcm@openssh.com', ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com']],
  ])('takes the list %s of ~/.ssh/config as it stands', (said, ciphers) => {
    expect(algorithmsFor({ cipher: said }, false).cipher).toEqual(ciphers);
  });

  it('adds, puts first and leaves out as ~/.ssh/config says', () => {
    const usual = algorithmsFor({}, false).cipher;
    expect(algorithmsFor({ cipher: '+aes128-cbc' }, false).cipher).toEqual([...usual, 'aes128-cbc']);
    expect(algorithmsFor({ cipher: '^aes256-ctr' }, false).cipher[0]).toBe('aes256-ctr');
    expect(algorithmsFor({ cipher: '^aes256-ctr' }, false).cipher).toHaveLength(usual.length);
    expect(algorithmsFor({ cipher: '-aes*-ctr' }, false).cipher).toEqual(
      usual.filter((name) => !name.endsWith('-ctr')),
    );
  });

  it('keeps the usual ones where ~/.ssh/config names nothing that it knows', () => {
    expect(algorithmsFor({ kex: 'sntrup761x25519-sha512@openssh.com' }, false)).toEqual(
      algorithmsFor({}, false),
    );
    expect(algorithmsFor({ hmac: '-*' }, false)).toEqual(algorithmsFor({}, false));
  });

  it('tells whether allowing the old ones would help', () => {
    expect(hasOld('kex', ['diffie-hellman-group14-sha1'])).toBe(true);
    expect(hasOld('cipher', ['chacha20-poly1305@openssh.com'])).toBe(false);
  });

  it('offers ssh2 no name that it does not know', () => {
    const names = readFileSync(
      new URL('../../../../../node_modules/ssh2/lib/protocol/constants.js', import.meta.url),
      'utf8',
    );
    for (const list of Object.values(algorithmsFor({}, true))) {
      for (const name of list) expect(names).toContain(`'${name}'`);
    }
  });
});
