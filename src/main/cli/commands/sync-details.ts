/** What there is to know of every command that makes two folders even. */
export const EVEN_DETAILS: readonly string[] = [
  'A file that changed on both sides since the last run, or that differs at the first sync, is a conflict. --resolve and --first-sync resolve it; otherwise you are asked at a terminal (l, r, o, n, s; a capital letter for all remaining conflicts; b, d and h show more). Without a terminal, it is skipped.',
  'Replaced and deleted files are kept on their side, in .evenkeel-versions, unless you use --no-versions. A run that would delete unusually many files stops first, or asks.',
  'REMOTE is an address such as ftps://anna@example.com/site. Its path starts at the root of the server: ftp://example.com/ is the root itself; ftp://example.com, without a slash, is the folder you are signed in to, which evenkeel then shows. ftp:// is not encrypted, ftps:// uses TLS, sftp:// uses SSH with your keys in ~/.ssh.',
  'The password comes from the address, EVENKEEL_PASSWORD, the keyring, .netrc or the terminal, in this order. The passphrase of a private key comes from EVENKEEL_PASSPHRASE, the keyring or the terminal; the password is tried as the passphrase too.',
];
