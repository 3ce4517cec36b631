import { once } from 'node:events';
import { isIP, type Socket } from 'node:net';
import * as tls from 'node:tls';
import type { X509Certificate } from 'node:crypto';
import type { CertificateFacts, Problem } from '../../../../shared/problem.js';
import { ProblemError } from '../../../../shared/problem-error.js';
import type { FtpSettings } from '../protocol/settings.js';

let shared: tls.SecureContext | undefined;

/** One for all connections: it holds several hundred authorities, those of the system among them. */
function authorities(): tls.SecureContext {
  shared ??= tls.createSecureContext({
    ca: [...tls.getCACertificates('default'), ...tls.getCACertificates('system')],
  });
  return shared;
}

/**
 * How to begin TLS with the server. Certificates are always verified; one that fails does not end the connection
 * here, so that `checkCertificate` can show it to the user. Nothing secret may be sent before that.
 */
export function tlsOptions(settings: FtpSettings): tls.ConnectionOptions {
  return {
    secureContext: authorities(),
    rejectUnauthorized: false,
    host: settings.host,
    // RFC 6066, 3: an address is not a server name.
    ...(isIP(settings.host) === 0 && { servername: settings.host }),
  };
}

/** TLS from the first byte, as servers have it on port 990. Resolves when it is under way; `checkCertificate` is still to be called. */
export async function beginTls(plain: Socket, settings: FtpSettings): Promise<tls.TLSSocket> {
  const socket = tls.connect({ ...tlsOptions(settings), socket: plain });
  await Promise.race([
    once(socket, 'secureConnect'),
    once(socket, 'close').then(() =>
      Promise.reject(new Error('The connection was closed while TLS started.')),
    ),
  ]);
  return socket;
}

/**
 * Throws `certificate-unknown` or `certificate-changed` unless the server's certificate is valid, or the one that the user
 * trusts. Returns what it says.
 */
export function checkCertificate(socket: tls.TLSSocket, settings: FtpSettings): CertificateFacts {
  const facts = certificateFacts(socket, settings.host);
  if (facts !== undefined) {
    if (socket.authorized || facts.fingerprint === settings.trustedCertificate) return facts;
  }
  throw new ProblemError(certificateProblem(facts, String(socket.authorizationError), settings));
}

/**
 * What identifies the certificate at the other end; `''` where there is none. Electron's TLS hands it out only once
 * for a connection: the second time it is gone.
 */
export function fingerprintOf(socket: tls.TLSSocket): string {
  return socket.getPeerX509Certificate()?.fingerprint256 ?? '';
}

function certificateFacts(socket: tls.TLSSocket, host: string): CertificateFacts | undefined {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return undefined;
  return {
    subject: certificate.subject.replaceAll('\n', ', '),
    issuer: certificate.issuer.replaceAll('\n', ', '),
    valid: { fromMs: Date.parse(certificate.validFrom), toMs: Date.parse(certificate.validTo) },
    fingerprint: certificate.fingerprint256,
    ...mismatchOf(certificate, host),
  };
}

/** RFC 6125, 6.4: the names that it is valid for, where the one asked for is none of them. */
function mismatchOf(certificate: X509Certificate, host: string): Pick<CertificateFacts, 'mismatch'> {
  const fits = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
  if (fits !== undefined) return {};
  const named = (certificate.subjectAltName ?? '').split(', ').flatMap((one) => {
    const name = /^(?:DNS|IP Address):(.+)$/.exec(one)?.[1];
    return name === undefined ? [] : [name];
  });
  const common = /^CN=(.+)$/m.exec(certificate.subject)?.[1];
  return { mismatch: { host, names: named.length > 0 || common === undefined ? named : [common] } };
}

function certificateProblem(
  certificate: CertificateFacts | undefined,
  reason: string,
  { host, side, trustedCertificate }: FtpSettings,
): Problem {
  if (trustedCertificate !== undefined) {
    return {
      kind: 'certificate-changed',
      what: `The server “${host}” shows a different certificate than the one you trusted.`,
      advice:
        'Ask the server’s administrator whether it was replaced. Trust the new one only if its fingerprint matches the one they give you.',
      side,
      certificate,
    };
  }
  return {
    kind: 'certificate-unknown',
    what: `The server “${host}” shows a certificate that can’t be verified: ${why(reason, certificate)}.`,
    advice: 'Trust it only if its fingerprint matches the one given by the server’s owner.',
    side,
    certificate,
  };
}

function why(reason: string, certificate: CertificateFacts | undefined): string {
  const mismatch =
    certificate?.mismatch === undefined || reason.includes('ALTNAME')
      ? ''
      : ', and it belongs to a server of another name';
  return `${unverified(reason)}${mismatch}`;
}

function unverified(reason: string): string {
  if (reason.includes('SELF_SIGNED')) return 'it is self-signed';
  if (reason.includes('EXPIRED')) return 'it has expired';
  if (reason.includes('NOT_YET_VALID')) return 'it is not valid yet';
  if (reason.includes('ALTNAME')) return 'it belongs to a server of another name';
  return 'it was not issued by an authority that this computer trusts';
}
