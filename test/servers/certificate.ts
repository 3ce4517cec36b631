import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A certificate that nobody vouches for, and its key. */
export interface TestCertificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  /** Certificate and key in one file, as pure-ftpd wants them. */
  readonly bothFile: string;
  /** SHA-256, as Evenkeel writes it. */
  readonly fingerprint: string;
}

/** Whose certificate it is, and whether it expired yesterday. */
export interface CertificateOptions {
  readonly expired?: boolean | undefined;
  /** The server's name, if it is reached by one. */
  readonly host?: string | undefined;
}

/** Makes a new self-signed certificate in `folder`, for the loopback address or for a name. */
export async function makeCertificate(
  folder: string,
  { expired = false, host }: CertificateOptions = {},
): Promise<TestCertificate> {
  const certificateFile = join(folder, 'certificate.pem');
  const keyFile = join(folder, 'key.pem');
  const bothFile = join(folder, 'both.pem');
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30'],
    ...['-subj', host === undefined ? '/O=Evenkeel tests/CN=127.0.0.1' : `/CN=${host}`],
    ...['-addext', `subjectAltName=${host === undefined ? 'IP:127.0.0.1' : `DNS:${host}`}`],
    ...['-keyout', keyFile, '-out', certificateFile],
  ]);
  if (expired) {
    const again = ['-signkey', keyFile, '-days', '-1', '-out', certificateFile];
    await promisify(execFile)('openssl', ['x509', '-in', certificateFile, ...again]);
  }
  const certificate = await readFile(certificateFile);
  const key = await readFile(keyFile);
  await writeFile(bothFile, Buffer.concat([key, certificate]), { mode: 0o600 });
  return { certificateFile, keyFile, bothFile, fingerprint: new X509Certificate(certificate).fingerprint256 };
}
