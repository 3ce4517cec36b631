import { GitCompareArrows } from 'lucide-react';
import type { Profile } from '../../shared/profile/profile.js';
import { settle } from '../api/requests.js';
import { Button } from '../components/Button.js';
import { usePreview } from '../preview/preview-store.js';
import { useConflictsMode } from './mode/mode-store.js';
import { choicesForAll } from './settle-labels.js';
import { conflictsText } from './text.js';

interface ConflictBarProps {
  readonly profile: Profile;
  /** Conflicts that nobody has settled yet. */
  readonly open: number;
}

/** Settles every conflict that is still open at once. */
export function ConflictBar({ profile, open }: ConflictBarProps) {
  const lacking = usePreview((state) => state.lacking);
  const resolve = useConflictsMode((state) => state.open);
  return (
    <div className="conflict-bar">
      <GitCompareArrows size={16} strokeWidth={1.9} aria-hidden />
      <span className="conflict-count">
        {conflictsText.open(open)}
        <span className="conflict-note">{conflictsText.openNote}</span>
      </span>
      <div className="conflict-actions">
        <Button onClick={resolve}>{conflictsText.resolve}</Button>
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
