import type { KeyboardEvent } from 'react';
import type { Profile } from '../../../shared/profile/profile.js';
import { settle } from '../../api/requests.js';
import type { Settling } from '../../conflicts/settle-labels.js';
import { selectedTargets } from '../preview-store.js';
import { choicesFor, type ChoiceKind } from './choices.js';

/** What keys choose for the selected items. */
export function useChoiceKeys(profile: Profile, settling: Settling): (event: KeyboardEvent) => void {
  return (event) => {
    const kinds = settling === 'plan' ? kindsFor(event) : [];
    if (kinds.length === 0 || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    event.preventDefault();
    const choices = choicesFor(selectedTargets(), profile.mode);
    for (const kind of kinds) {
      const { paths, settlement } = choices[kind];
      if (paths.length > 0) settle(profile.id, paths, settlement);
    }
  };
}

function kindsFor({ key, altKey }: KeyboardEvent): readonly ChoiceKind[] {
  switch (altKey ? `Alt+${key}` : key) {
    case 'Alt+ArrowRight':
      return ['upload'];
    case 'Alt+ArrowLeft':
      return ['download'];
    case 'Alt+ArrowUp':
      return ['reset'];
    case 'Backspace':
      return ['skip'];
    default:
      return [];
  }
}
