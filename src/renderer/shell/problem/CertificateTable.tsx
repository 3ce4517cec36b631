import type { CertificateFacts } from '../../../shared/problem.js';
import { shown } from '../../../shared/format/shown.js';
import { formatDay } from '../../../shared/format/time.js';
import { shellText } from '../text.js';

const text = shellText.certificate;

/** What a server presented, so that somebody can compare it with what they were told. */
export function CertificateTable({ certificate }: { readonly certificate: CertificateFacts }) {
  const { valid, mismatch } = certificate;
  const pairs = certificate.fingerprint.split(':');
  return (
    <dl className="certificate">
      <dt>{valid === undefined ? text.server : text.issuedTo}</dt>
      <dd>{shown(certificate.subject)}</dd>
      <dt>{valid === undefined ? text.kind : text.issuedBy}</dt>
      <dd>{shown(certificate.issuer)}</dd>
      {mismatch !== undefined && (
        <>
          <dt>{text.validFor}</dt>
          <dd>
            {mismatch.names.length === 0 ? text.noName : mismatch.names.map(shown).join(', ')}
            <strong className="certificate-mismatch">{text.notFor(mismatch.host)}</strong>
          </dd>
        </>
      )}
      {valid !== undefined && (
        <>
          <dt>{text.valid}</dt>
          <dd>{text.validFromTo(formatDay(valid.fromMs), formatDay(valid.toMs))}</dd>
        </>
      )}
      <dt>{text.fingerprint}</dt>
      <dd className="fingerprint">
        {[pairs.slice(0, 16), pairs.slice(16)].map((half) => (
          <span key={half.join(':')}>{half.join(':')}</span>
        ))}
      </dd>
    </dl>
  );
}
