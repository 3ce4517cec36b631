/**
 * The text with every password that stands in an address (`ftp://name:password@server`) or in an FTP command (RFC 959,
 * 4.1.1) replaced by asterisks.
 */
export function withoutSecrets(text: string): string {
  return text
    .replace(/(:\/\/[/\\]*[^/\\?#\s:]*):[^/\\?#]*@/g, '$1:***@')
    .replace(/\b(PASS|ACCT)[ \t]+[^\r\n]+/g, '$1 ***');
}
