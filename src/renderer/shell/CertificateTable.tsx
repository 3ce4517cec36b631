import type { CertificateFacts } from '../../shared/problem.js';
import { formatDay } from '../format/time.js';

/** What a server presented, so that somebody can compare it with what they were told. */
export function CertificateTable({ certificate }: { readonly certificate: CertificateFacts }) {
  const pairs = certificate.fingerprint.split(':');
  return (
    <dl className="certificate">
      <dt>Issued to</dt>
      <dd>{certificate.subject}</dd>
      <dt>Issued by</dt>
      <dd>{certificate.issuer}</dd>
      <dt>Valid</dt>
      <dd>
        {formatDay(certificate.validFromMs)} to {formatDay(certificate.validToMs)}
      </dd>
      <dt>SHA-256 fingerprint</dt>
      <dd className="fingerprint">
        {[pairs.slice(0, 16), pairs.slice(16)].map((half) => (
          <span key={half.join(':')}>{half.join(':')}</span>
        ))}
      </dd>
    </dl>
  );
}
