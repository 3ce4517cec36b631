import { measureRoundTrip, type Finding } from '../../finding.js';
import type { SftpSession } from './session.js';

/** What there is to tell of a server. Asks it and changes nothing (S1). */
export async function describeSession(session: SftpSession): Promise<readonly Finding[]> {
  const { protection } = session;
  return [
    await measureRoundTrip(() => session.request<string>((sftp, done) => sftp.realpath('.', done))),
    ...(protection === undefined
      ? []
      : [
          {
            kind: 'encrypted',
            protocol: `SSH, ${protection.keyExchange}`,
            cipher: protection.cipher,
          } as const,
          {
            kind: 'identity',
            certificate: protection.hostKey,
            vouchedBy: protection.vouchedBy,
          } as const,
        ]),
    { kind: 'extension', name: 'posix-rename', offered: session.renamesOver },
    { kind: 'extension', name: 'hardlink', offered: session.linksFiles },
    { kind: 'extension', name: 'statvfs', offered: session.tellsRoom },
  ];
}
