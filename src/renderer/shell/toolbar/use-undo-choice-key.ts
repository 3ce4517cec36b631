import { useEffect } from 'react';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { undoChoice } from '../../api/requests.js';

/** Ctrl+Z (on a Mac Command+Z) undoes the last choice, except where somebody types or a dialog is open. */
export function useUndoChoiceKey(profileId: ProfileId, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.key.toLowerCase() !== 'z' || event.shiftKey || event.altKey) return;
      if (!event.ctrlKey && !event.metaKey) return;
      if (target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null) return;
      event.preventDefault();
      undoChoice(profileId);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [profileId, enabled]);
}
