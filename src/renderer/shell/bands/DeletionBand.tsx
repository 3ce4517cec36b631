import { OctagonAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { shown } from '../../../shared/format/shown.js';
import type { PlanTotals } from '../../../shared/plan/plan.js';
import { DELETION_LIMIT, type Problem } from '../../../shared/problem.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { cancel, compare, run } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import { shellText } from '../text.js';

const text = shellText.deletion;

interface DeletionBandProps {
  readonly profileId: ProfileId;
  readonly totals: PlanTotals;
  /** Why a run would stop and ask, as long as it would. */
  readonly limit: Problem | undefined;
  /** What stopped a run before it did anything, and waits for an answer. */
  readonly asks: Problem | undefined;
}

/** Above the plan: the danger that is in it, and what a run has to be told before it goes on. The plan stays in view. */
export function DeletionBand({ profileId, totals, limit, asks }: DeletionBandProps) {
  const told = asks?.kind === 'locked' ? asks : (limit ?? asks);
  const buttons = useRef<HTMLDivElement>(null);
  const asking = asks !== undefined;
  useEffect(() => {
    // What changes nothing has the focus: Enter pressed once more must not delete.
    if (asking) buttons.current?.querySelector('button')?.focus();
  }, [asking]);
  if (told === undefined) return null;
  return (
    <section className="band" role="alert" aria-label={asks === undefined ? text.warning : text.question}>
      <OctagonAlert size={18} strokeWidth={1.9} aria-hidden className="band-icon" />
      <div className="band-words">
        <h2 className="band-what">{shown(told.what)}</h2>
        <p className="band-advice">{shown(told.advice)}</p>
      </div>
      {asks === undefined ? null : (
        <div className="band-actions" ref={buttons}>
          <Button onClick={() => cancel(profileId)}>{shellText.toolbar.cancel}</Button>
          <Answer profileId={profileId} asks={asks} totals={totals} />
        </div>
      )}
    </section>
  );
}

function Answer({
  profileId,
  asks,
  totals,
}: Pick<DeletionBandProps, 'profileId' | 'totals'> & { readonly asks: Problem }) {
  switch (asks.kind) {
    case 'locked':
      return (
        <>
          <Button onClick={() => compare(profileId)}>{text.tryAgain}</Button>
          <Button variant="danger" onClick={() => run(profileId, 'break-lock')}>
            {text.breakLock}
          </Button>
        </>
      );
    case DELETION_LIMIT: {
      const { local, remote } = totals.delete;
      const deletes = local.items + remote.items > 0;
      return (
        <Button variant="danger" onClick={() => run(profileId, 'exceed-deletion-limit')}>
          {deletes ? text.deleteAndSync(text.items(local.items, remote.items)) : text.syncAnyway}
        </Button>
      );
    }
    default:
      return null;
  }
}
