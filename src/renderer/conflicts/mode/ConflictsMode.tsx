import { useEffect } from 'react';
import type { Profile } from '../../../shared/profile/profile.js';
import { useCommand } from '../../commands/use-command.js';
import { useDetails } from '../../details/details-store.js';
import { useConflictsMode } from './mode-store.js';
import { ResolveConflicts } from './ResolveConflicts.js';

interface ConflictsModeProps {
  readonly profile: Profile;
  /** Conflicts that nobody has settled yet. */
  readonly open: number;
}

/** Opens the dialog in which conflicts are gone through, for as long as there is a plan to be settled. */
export function ConflictsMode({ profile, open }: ConflictsModeProps) {
  const { isOpen, open: show, close } = useConflictsMode();
  const cover = useDetails((state) => state.cover);
  useCommand('resolve-conflicts', show, open > 0);
  useEffect(() => {
    cover(isOpen);
    return () => cover(false);
  }, [isOpen, cover]);
  // With the plan the dialog goes as well, and does not come back with the next one.
  useEffect(() => close, [close]);
  return isOpen ? <ResolveConflicts profile={profile} open={open} onClose={close} /> : null;
}
