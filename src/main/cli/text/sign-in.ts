import { shown } from '../../../shared/format/shown.js';
import type { KeptSecret } from '../../../shared/profile/profile.js';

const SECRETS: Readonly<Record<KeptSecret, string>> = {
  password: 'password',
  passphrase: 'passphrase',
  proxy: 'password for the proxy',
};

/** What is asked and said about signing in to a server. */
export const signInText = {
  askUserName: (host: string): string => `User name for ${host} (empty for anonymous): `,
  askPassword: (userName: string, host: string): string => `Password for ${userName} on ${host}: `,
  askPassphrase: 'Passphrase for the key (empty to use a password): ',
  askProxyPassword: (userName: string, proxy: string): string =>
    `Password for ${userName} on the proxy ${proxy}: `,
  passwordFrom: (source: string): string => `The password comes from: ${source}.`,
  passwordInProxy:
    'Other users can see a password in --proxy in the process list. Use the keyring or EVENKEEL_PROXY_PASSWORD.',

  noKeyring: 'There is no working keyring.',
  encryptedByWindow:
    'The window has saved the password of this profile in a file that only the window can decrypt. Use EVENKEEL_PASSWORD, .netrc or --prompt.',
  stored: (secret: KeptSecret): string => `The ${SECRETS[secret]} is in the keyring now.`,
  notStored: (secret: KeptSecret): string =>
    `There is no working keyring, so the ${SECRETS[secret]} was not saved.`,
  netrcIsPublic: (file: string): string =>
    `Others can read “${file}” and the passwords in it. Make it private: chmod 600 ${file}`,

  hostKeyAccepted: (problem: string): string => `${problem} It is accepted anyway (--no-verify-host-keys).`,
  fingerprint: (fingerprint: string, subject: string): string =>
    `Its SHA-256 fingerprint is ${fingerprint} (${shown(subject)}).`,
  trust: 'Trust it for this run? (y/N) ',

  folderCreated: 'The remote folder was missing and has been created.',
  folderNameless: { what: 'The remote address names no folder to create.', advice: 'Check its path.' },
  folderMissing: (folder: string) => ({
    what: `There is no folder “${folder}”.`,
    advice: 'Check its path.',
  }),
} as const;
