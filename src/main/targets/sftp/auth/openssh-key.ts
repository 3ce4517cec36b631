/** A string as SSH writes it: its length, then its bytes (RFC 4251, 5). */
export function sshString(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** The strings that follow each other in `blob`, as far as they are whole. */
export function readStrings(blob: Buffer): readonly Buffer[] {
  const strings: Buffer[] = [];
  for (let at = 0; at + 4 <= blob.length;) {
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) break;
    strings.push(blob.subarray(at + 4, end));
    at = end;
  }
  return strings;
}

/** A private key in OpenSSH's own form, without a passphrase; `secret` is its type and numbers. It is kept in memory only. */
export function openSshKey(publicBlob: Buffer, secret: Buffer, comment: string): string {
  const check = Buffer.alloc(8);
  const inner = Buffer.concat([check, secret, sshString(comment)]);
  const padding = Buffer.from(Array.from({ length: (8 - (inner.length % 8)) % 8 }, (_, index) => index + 1));
  const count = Buffer.from([0, 0, 0, 1]);
  const whole = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    ...['none', 'none', ''].map(sshString),
    count,
    sshString(publicBlob),
    sshString(Buffer.concat([inner, padding])),
  ]);
  const lines = whole.toString('base64').replace(/.{70}/g, '$&\n');
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}\n-----END OPENSSH PRIVATE KEY-----\n`;
}
