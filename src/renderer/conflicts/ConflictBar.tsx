import { GitCompareArrows } from 'lucide-react';
import { settlementsIn, type Settlement } from '../../shared/plan/plan.js';
import type { Profile } from '../../shared/profile/profile.js';
import { settle } from '../api/requests.js';
import { Button } from '../components/Button.js';
import { formatItems } from '../format/size.js';

const CHOICES: readonly (readonly [Settlement, string])[] = [
  ['local', 'Use local for all'],
  ['remote', 'Use remote for all'],
  ['skip', 'Skip all'],
];

interface ConflictBarProps {
  readonly profile: Profile;
  /** Conflicts that nobody has settled yet. */
  readonly open: number;
}

/** Settles every conflict that is still open at once. */
export function ConflictBar({ profile, open }: ConflictBarProps) {
  return (
    <div className="conflict-bar">
      <GitCompareArrows size={16} strokeWidth={1.9} aria-hidden />
      <span className="conflict-count">
        {formatItems(open, 'conflict')} to settle
        <span className="conflict-note"> · left alone until then</span>
      </span>
      <div className="conflict-actions">
        {CHOICES.filter(([settlement]) => settlementsIn(profile.mode).includes(settlement)).map(
          ([settlement, name]) => (
            <Button key={settlement} onClick={() => settle(profile.id, null, settlement)}>
              {name}
            </Button>
          ),
        )}
      </div>
    </div>
  );
}
