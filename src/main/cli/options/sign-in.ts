import type { OptionGroup } from '../command.js';

/** How to reach a server and sign in to it. */
export const SIGN_IN: OptionGroup = {
  title: 'Server',
  options: [
    { flags: '--prompt', help: 'always ask for the password' },
    { flags: '--no-prompt', help: 'never ask for anything' },
    {
      flags: '--no-keyring',
      help: 'do not use passwords or passphrases from the system keyring',
    },
    { flags: '--no-netrc', help: 'do not use passwords from ~/.netrc' },
    {
      flags: '--store-password',
      help: 'save the password and passphrase in the keyring once accepted',
    },
    {
      flags: '--identity <FILE>',
      help: 'SFTP: the private key to sign in with',
      default: 'the keys in ~/.ssh, and the agent',
    },
    { flags: '--ftp-active', help: 'FTP: active mode, where the server opens data connections' },
    {
      flags: '--tls <HOW>',
      help: 'FTPS: start TLS after connecting (explicit) or from the first byte (implicit, as on port 990)',
      choices: ['explicit', 'implicit'],
      default: 'explicit, and implicit on port 990',
    },
    {
      flags: '--encoding <NAME>',
      help: 'FTP: the encoding of file names, such as windows-1252 or shift_jis',
      default: 'utf-8',
    },
    {
      flags: '--proxy <URL>',
      help: 'connect through socks5://host:port or http://host:port; with USER@ before the host, sign in with the password from EVENKEEL_PROXY_PASSWORD or the keyring; none for no proxy',
      default: 'none',
    },
    {
      flags: '--ftp-passive <COMMAND>',
      help: 'FTP: the command that requests a passive port',
      choices: ['auto', 'epsv', 'pasv'],
      default: 'auto: EPSV first, then PASV',
    },
    {
      flags: '--ftp-commands <HOW>',
      help: 'FTP: send several commands at once if the server allows it (auto), or one at a time (single)',
      choices: ['auto', 'single'],
      default: 'auto',
    },
    {
      flags: '--no-verify-host-keys',
      help: 'SFTP: accept a host key that this computer does not know, with a warning; never one that has changed',
    },
    {
      flags: '--ssh-old-algorithms',
      help: 'SFTP: also accept SHA-1 signatures, SHA-1 key exchange and CBC ciphers, which are less secure',
    },
    {
      flags: '--trust <SHA256>',
      help: 'trust the certificate or host key with this fingerprint',
      default: 'only what this computer trusts',
    },
    {
      flags: '--connections <N>',
      help: 'connections to the server at once, 1 to 32, or auto: over FTP 6, and up to 16 while more are faster',
      default: 'auto',
    },
    {
      flags: '--limit-rate <RATE>',
      help: 'bytes per second, for all transfers together, such as 500k or 2M',
      default: 'no limit',
    },
  ],
};
