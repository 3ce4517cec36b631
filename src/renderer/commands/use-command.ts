import { useEffect, useEffectEvent } from 'react';
import type { CommandId } from '../../shared/commands.js';
import { registerCommand } from './command-store.js';

/**
 * Carries a command out for as long as the component is rendered: from the menu, by its keys, and from the command palette. `checked` is the check
 * mark of its menu item. Of several components the one rendered last counts.
 */
export function useCommand(id: CommandId, handler: () => void, enabled = true, checked = false): void {
  const run = useEffectEvent(handler);
  useEffect(() => registerCommand(id, { run: () => run(), enabled, checked }), [id, enabled, checked]);
}
