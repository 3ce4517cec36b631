import { Check, Circle, LoaderCircle, Minus, X, type LucideIcon } from 'lucide-react';
import { assertNever } from '../../../shared/assert-never.js';
import type { StepFact, StepState, TestStep } from '../../../shared/connection/connection-test.js';
import { shown } from '../../../shared/format/shown.js';
import { Button } from '../../components/Button.js';
import { CertificateTable } from '../../shell/problem/CertificateTable.js';
import { connectionText } from '../text/connection.js';

const ICONS: Readonly<Record<StepState, LucideIcon>> = {
  waiting: Circle,
  running: LoaderCircle,
  done: Check,
  failed: X,
  skipped: Minus,
};

interface StepLineProps {
  readonly step: TestStep;
  readonly onTrust: (fingerprint: string) => void;
  readonly onUseTls: () => void;
  readonly onUsePlain: () => void;
}

/** One step of a connection test: how it went, how long it took, what was found out, and what the server said. */
export function StepLine({ step, onTrust, onUseTls, onUsePlain }: StepLineProps) {
  const { name, state, ms, facts, problem, words } = step;
  const Icon = ICONS[state];
  const certificate = problem?.certificate;
  const isHostKey = certificate?.valid === undefined;
  return (
    <li className={`step step-${state}`}>
      <Icon size={15} strokeWidth={2} aria-hidden className={state === 'running' ? 'spin' : 'step-icon'} />
      <div className="step-body">
        <div className="step-head">
          <span className="step-name">{connectionText.steps[name]}</span>
          <span className="sr">{connectionText.states[state]}</span>
          <span className="step-facts ellipsis">
            {facts
              .map((fact) => factWords(fact))
              .filter((said) => said !== '')
              .join(' · ')}
          </span>
          {ms === undefined || state === 'waiting' ? null : (
            <span className="step-time">{connectionText.took(ms)}</span>
          )}
        </div>
        {facts.some((fact) => fact.kind === 'in-the-clear' && fact.offersTls === true) ? (
          <Button onClick={onUseTls}>{connectionText.useTls}</Button>
        ) : null}
        {problem === undefined ? null : (
          <div className="step-problem" role="alert" ref={reveal}>
            <p>
              <strong>{shown(problem.what)}</strong> {shown(problem.advice)}
            </p>
            {problem.kind === 'tls-unavailable' && (
              <>
                <p>{connectionText.plainQuestion}</p>
                <Button onClick={onUsePlain}>{connectionText.usePlain}</Button>
              </>
            )}
            {certificate === undefined ? null : (
              <>
                <CertificateTable certificate={certificate} />
                <Button
                  variant={problem.kind === 'certificate-changed' ? 'danger' : 'plain'}
                  onClick={() => onTrust(certificate.fingerprint)}
                >
                  {isHostKey ? connectionText.trustHostKey : connectionText.trustCertificate}
                </Button>
              </>
            )}
          </div>
        )}
        {facts.map((fact) =>
          fact.kind === 'identity' ? (
            <details key={fact.kind} className="step-more">
              <summary>
                {fact.certificate.valid === undefined ? connectionText.hostKey : connectionText.certificate}
              </summary>
              <CertificateTable certificate={fact.certificate} />
            </details>
          ) : null,
        )}
        {words.length === 0 ? null : (
          <details className="step-more">
            <summary>{connectionText.words}</summary>
            <pre className="step-words" tabIndex={0} aria-label={connectionText.words}>
              {words.map(shown).join('\n')}
            </pre>
          </details>
        )}
      </div>
    </li>
  );
}

/** What has to be read may be below the fold. */
function reveal(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** What was found out, in a few words. */
function factWords(fact: StepFact): string {
  switch (fact.kind) {
    case 'resolved':
      return connectionText.resolved(fact.addresses);
    case 'by-proxy':
      return connectionText.byProxy;
    case 'by-ssh-settings':
      return connectionText.bySshSettings;
    case 'reached':
      return connectionText.reached(fact.port);
    case 'encrypted':
      return connectionText.encrypted(shown(fact.protocol), shown(fact.cipher));
    case 'identity':
      return fact.vouchedBy === 'computer' ? connectionText.vouchedByComputer : connectionText.vouchedByUser;
    case 'in-the-clear':
      return fact.offersTls === true ? connectionText.plainButTls : connectionText.plain;
    case 'signed-in':
      return fact.userName === ''
        ? connectionText.signedInAnonymously
        : connectionText.signedIn(shown(fact.userName));
    case 'folder':
      return shown(fact.path);
    case 'listed':
      return connectionText.listed(fact.items);
    case 'written':
      return connectionText.written;
    default:
      return assertNever(fact);
  }
}
