import { stop, undoChoice } from '../api/requests.js';
import { useHistory } from '../history/history-store.js';
import { useAllRuns } from '../history/all-runs/all-runs-store.js';
import { listingOf, useProfiles } from '../profiles/profiles-store.js';
import { useActivities } from '../shell/activity-store.js';
import { useWork } from '../shell/pairs/use-work.js';
import { useCommand } from './use-command.js';

/** The commands about the profile that is shown. They do what the buttons of its toolbar do. */
export function ProfileCommands() {
  const id = useProfiles((state) =>
    listingOf(state.listings, state.selectedId) === undefined ? null : state.selectedId,
  );
  const inAllRuns = useAllRuns((state) => state.open);
  // What cannot be seen is not carried out.
  return id === null || inAllRuns ? null : <CommandsOf key={id} id={id} />;
}

function CommandsOf({ id }: { readonly id: string }) {
  const show = useProfiles((state) => state.show);
  const activity = useActivities((state) => state.activities[id]);
  const inHistory = useHistory((state) => state.profileId === id);
  const { busy, synchronize, begin } = useWork(id);
  // What cannot be seen is not carried out: in the history there is no plan to look at.
  const ready = !inHistory && synchronize.enabled;
  const idle = activity !== undefined && !busy && !inHistory;
  useCommand('compare', () => begin('compare'), idle);
  useCommand('verify', () => begin('verify'), idle);
  useCommand('dry-run', () => begin('dry-run'), ready);
  useCommand('synchronize', () => begin('run'), ready);
  useCommand('stop', () => stop(id), busy);
  useCommand('undo', () => undoChoice(id), activity?.kind === 'compared' && (activity.choices ?? 0) > 0);
  useCommand(
    'history',
    () => (inHistory ? useHistory.getState().hide() : useHistory.getState().show(id)),
    true,
    inHistory,
  );
  useCommand('connection-log', () => show({ kind: 'dialogue', id }));
  useCommand('edit-profile', () => show({ kind: 'edit', id }), !busy);
  useCommand('delete-profile', () => show({ kind: 'delete', id }), !busy);
  return null;
}
