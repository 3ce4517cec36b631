import type { CertificateFacts } from '../../../shared/problem.js';
import { shown } from '../../../shared/format/shown.js';
import { formatDay } from '../../format/time.js';

/** What a server presented, so that somebody can compare it with what they were told. */
export function CertificateTable({ certificate }: { readonly certificate: CertificateFacts }) {
  const { valid, mismatch } = certificate;
  const pairs = certificate.fingerprint.split(':');
  return (
    <dl className="certificate">
      <dt>{valid === undefined ? 'Server' : 'Issued to'}</dt>
      <dd>{shown(certificate.subject)}</dd>
      <dt>{valid === undefined ? 'Kind' : 'Issued by'}</dt>
      <dd>{shown(certificate.issuer)}</dd>
      {mismatch !== undefined && (
        <>
          <dt>Valid for</dt>
          <dd>
            {mismatch.names.length === 0 ? 'No name at all' : mismatch.names.map(shown).join(', ')}
            <strong className="certificate-mismatch">Not for “{shown(mismatch.host)}”</strong>
          </dd>
        </>
      )}
      {valid !== undefined && (
        <>
          <dt>Valid</dt>
          <dd>
            {formatDay(valid.fromMs)} to {formatDay(valid.toMs)}
          </dd>
        </>
      )}
      <dt>SHA-256 fingerprint</dt>
      <dd className="fingerprint">
        {[pairs.slice(0, 16), pairs.slice(16)].map((half) => (
          <span key={half.join(':')}>{half.join(':')}</span>
        ))}
      </dd>
    </dl>
  );
}
