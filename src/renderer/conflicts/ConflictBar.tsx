import { GitCompareArrows } from 'lucide-react';
import type { Profile } from '../../shared/profile/profile.js';
import { settle } from '../api/requests.js';
import { Button } from '../components/Button.js';
import { formatItems } from '../format/size.js';
import { usePreview } from '../preview/preview-store.js';
import { choicesForAll } from './settle-labels.js';

interface ConflictBarProps {
  readonly profile: Profile;
  /** Conflicts that nobody has settled yet. */
  readonly open: number;
}

/** Settles every conflict that is still open at once. */
export function ConflictBar({ profile, open }: ConflictBarProps) {
  const lacking = usePreview((state) => state.lacking);
  return (
    <div className="conflict-bar">
      <GitCompareArrows size={16} strokeWidth={1.9} aria-hidden />
      <span className="conflict-count">
        {formatItems(open, 'conflict')} to resolve
        <span className="conflict-note"> · skipped until then</span>
      </span>
      <div className="conflict-actions">
        {choicesForAll(profile.mode, lacking).map(({ settlement, name, deletes }) => (
          <Button
            key={settlement}
            className={deletes ? 'conflict-deletes' : ''}
            onClick={() => settle(profile.id, null, settlement)}
          >
            {name}
          </Button>
        ))}
      </div>
    </div>
  );
}
