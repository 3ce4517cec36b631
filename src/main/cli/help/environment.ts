/** What the program looks at in its environment, beside its words. */
export const ENVIRONMENT: readonly { readonly name: string; readonly meaning: string }[] = [
  { name: 'EVENKEEL_PASSWORD', meaning: 'the server’s password, if the address has none' },
  { name: 'EVENKEEL_PASSPHRASE', meaning: 'SFTP: the passphrase of the private key' },
  { name: 'EVENKEEL_PROXY_PASSWORD', meaning: 'the password for the proxy, if --proxy has a user name' },
  { name: 'NETRC', meaning: 'the path of the .netrc, if not in the home folder' },
  { name: 'NO_COLOR', meaning: 'no colors, if set' },
];
