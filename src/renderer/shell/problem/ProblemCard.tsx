import {
  CircleStop,
  KeyRound,
  OctagonAlert,
  ShieldAlert,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { DELETION_LIMIT, type Problem } from '../../../shared/problem.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { shown } from '../../../shared/format/shown.js';
import { compare, trustAndCompare } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import { useProfiles } from '../../profiles/profiles-store.js';
import { connectionText } from '../../profiles/text/connection.js';
import { CertificateTable } from './CertificateTable.js';
import { SignInForm } from './SignInForm.js';
import { UsePlain } from './UsePlain.js';
import { shellText } from '../text.js';
import { usePlainOffer } from './plain-offer.js';
import { actionsFor, type ProblemAction } from './problem-actions.js';

const text = shellText.problem;

interface ProblemCardProps {
  readonly profileId: ProfileId;
  readonly problem: Problem;
}

/** What kept a comparison or a run from being made, and what can be done about it. */
export function ProblemCard({ profileId, problem }: ProblemCardProps) {
  const [tone, Icon] = toneOf(problem);
  const offer = usePlainOffer(profileId);
  const actions = actionsFor(problem.kind);
  return (
    <section className={`problem problem-${tone}`} role="alert">
      <Icon size={20} strokeWidth={1.8} aria-hidden className="problem-icon" />
      <div className="problem-body">
        <h2 className="problem-what">{shown(problem.what)}</h2>
        <p className="problem-advice">{shown(problem.advice)}</p>
        {problem.certificate === undefined ? null : <CertificateTable certificate={problem.certificate} />}
        {offer === 'back' && actions.includes('use-plain') && (
          <p className="problem-question">{connectionText.plainQuestion}</p>
        )}
        <div className="problem-actions">
          {actions.map((action, index) => (
            <ActionButton
              key={action}
              action={action}
              first={index === 0}
              profileId={profileId}
              problem={problem}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

interface ActionButtonProps extends ProblemCardProps {
  readonly action: ProblemAction;
  readonly first: boolean;
}

function ActionButton({ action, first, profileId, problem }: ActionButtonProps) {
  const show = useProfiles((state) => state.show);
  switch (action) {
    case 'edit':
      return (
        <Button variant={first ? 'primary' : 'plain'} onClick={() => show({ kind: 'edit', id: profileId })}>
          {text.edit}
        </Button>
      );
    case 'try-again':
      return (
        <Button variant={first ? 'primary' : 'plain'} onClick={() => compare(profileId)}>
          {problem.kind === DELETION_LIMIT ? text.compareAgain : text.tryAgain}
        </Button>
      );
    case 'trust': {
      const { certificate } = problem;
      if (certificate === undefined) return null;
      return (
        <Button
          variant={problem.kind === 'certificate-changed' ? 'danger' : 'primary'}
          onClick={() => void trustAndCompare(profileId, certificate.fingerprint)}
        >
          {certificate.valid === undefined ? text.trustHostKey : text.trustCertificate}
        </Button>
      );
    }
    case 'use-plain':
      return <UsePlain profileId={profileId} />;
    case 'sign-in':
      return <SignInForm profileId={profileId} kind="password" label={text.password} />;
    case 'unlock-key':
      return <SignInForm profileId={profileId} kind="passphrase" label={text.passphrase} />;
  }
}

function toneOf({ kind }: Problem): readonly ['alarm' | 'warning' | 'calm', LucideIcon] {
  switch (kind) {
    case 'certificate-changed':
      return ['alarm', ShieldAlert];
    case 'certificate-unknown':
      return ['warning', ShieldAlert];
    case DELETION_LIMIT:
    case 'locked':
      return ['alarm', OctagonAlert];
    case 'password-needed':
      return ['calm', KeyRound];
    case 'stopped':
      return ['calm', CircleStop];
    default:
      return ['warning', TriangleAlert];
  }
}
