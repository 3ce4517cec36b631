/* eslint-disable @typescript-eslint/no-deprecated -- what takes their place is not in the fallback runtime (docs/dependencies.md) */
import { safeStorage } from 'electron';
import type { Cipher } from '../../credentials/encrypted-secrets.js';

/**
 * Whether the system really keeps the key, so that what is encrypted means nothing to who copies the file. On Linux, Chromium makes do with a
 * key that everybody knows where it finds no password store. May be called only once Electron is ready.
 */
export function systemEncrypts(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  if (process.platform !== 'linux') return true;
  const store = safeStorage.getSelectedStorageBackend();
  return store !== 'basic_text' && store !== 'unknown';
}

/** Encrypts with the key that the system keeps for this user. */
export const systemCipher: Cipher = {
  encrypt: (text) => {
    // Never with the key that everybody knows, whoever calls.
    if (!systemEncrypts()) throw new Error('The system does not encrypt.');
    return safeStorage.encryptString(text);
  },
  decrypt: (encrypted) => safeStorage.decryptString(encrypted),
};
