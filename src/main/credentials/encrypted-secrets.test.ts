import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptedAccounts, EncryptedSecrets, type Cipher } from './encrypted-secrets.js';

/** As the system does it: with a key that is nowhere in the folder. */
function cipher(key = randomBytes(32)): Cipher {
  return {
    encrypt: (text) => {
      const nonce = randomBytes(12);
      const sealing = createCipheriv('aes-256-gcm', key, nonce);
      return Buffer.concat([nonce, sealing.update(text, 'utf8'), sealing.final(), sealing.getAuthTag()]);
    },
    decrypt: (encrypted) => {
      const opening = createDecipheriv('aes-256-gcm', key, encrypted.subarray(0, 12));
      opening.setAuthTag(encrypted.subarray(-16));
      return opening.update(encrypted.subarray(12, -16), undefined, 'utf8') + opening.final('utf8');
    },
  };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-secrets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('encrypted secrets', () => {
  it('are there again for who has the key, in a file for its owner alone (S12)', async () => {
    const system = cipher();
    await new EncryptedSecrets(folder, system).set('p', 'swordfish');
    expect(await new EncryptedSecrets(folder, system).get('p')).toBe('swordfish');
    expect(await readFile(join(folder, 'secrets.json'), 'utf8')).not.toContain('swordfish');
    if (process.platform !== 'win32') {
      expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
    }
    expect(await encryptedAccounts(folder)).toEqual(new Set(['p']));
  });

  it('cannot be read with another key, and that is no missing secret', async () => {
    await new EncryptedSecrets(folder, cipher()).set('p', 'swordfish');
    await expect(new EncryptedSecrets(folder, cipher()).get('p')).rejects.toThrow();
    expect(await new EncryptedSecrets(folder, cipher()).get('other')).toBeUndefined();
  });

  it('do not get lost where many change at once, and leave nothing else behind', async () => {
    const secrets = new EncryptedSecrets(folder, cipher());
    const names = Array.from({ length: 20 }, (_, n) => `p${n}`);
    await Promise.all(names.map((name) => secrets.set(name, `secret of ${name}`)));
    await secrets.remove('p0');
    expect(await secrets.get('p0')).toBeUndefined();
    expect(await secrets.get('p19')).toBe('secret of p19');
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });

  it('leave no file once all are forgotten', async () => {
    const secrets = new EncryptedSecrets(folder, cipher());
    await secrets.set('p', 'a');
    await secrets.set('q', 'b');
    await secrets.clear();
    expect(await readdir(folder)).toEqual([]);
    expect(await encryptedAccounts(folder)).toEqual(new Set());
  });

  it('start anew where the file is damaged', async () => {
    await writeFile(join(folder, 'secrets.json'), '{"version":1,"secr');
    const secrets = new EncryptedSecrets(folder, cipher());
    expect(await secrets.get('p')).toBeUndefined();
    await secrets.set('p', 'swordfish');
    expect(await secrets.get('p')).toBe('swordfish');
  });
});
