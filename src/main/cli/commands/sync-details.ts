/** What there is to know of every command that makes two folders even. */
export const EVEN_DETAILS: readonly string[] = [
  'A file that changed on both sides since the last run, or that differs at the first sync, is a conflict. --resolve and --first-sync settle it; otherwise you are asked at a terminal (l, r, o, n, s; a capital for all remaining; b, d and h show more), and it is skipped without one.',
  'What is replaced or deleted is kept on its side, in .evenkeel-versions, unless --no-versions is given. A run that would delete unusually many files stops first, or asks.',
  'REMOTE is an address such as ftps://anna@example.com/site, whose path begins at the root of what the server shows: ftp://example.com/ is that root itself, and ftp://example.com, without a slash, the folder in which the server puts you after signing in, which is then told. ftp:// is not encrypted, ftps:// asks for TLS on the way, sftp:// goes over SSH with your keys in ~/.ssh.',
  'The password comes from the address, EVENKEEL_PASSWORD, the keyring, .netrc, or whoever sits at the terminal, in this order. The passphrase of a private key comes from EVENKEEL_PASSPHRASE, the keyring, or the terminal; the password is tried on the key as well.',
];
