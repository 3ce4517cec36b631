import { useCommand } from '../commands/use-command.js';
import type { Settling } from '../conflicts/settle-labels.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import { runOnly } from '../api/requests.js';
import { selectedTargets, usePreview } from './preview-store.js';

interface PreviewCommandsProps {
  readonly profileId: ProfileId;
  readonly settling: Settling;
}

/** The commands about the rows, for as long as they are shown. */
export function PreviewCommands({ profileId, settling }: PreviewCommandsProps) {
  const any = usePreview((state) => state.rows.length > 0);
  const selected = usePreview((state) => state.selection.keys.size > 0);
  const conflicts = usePreview((state) => state.counts.conflict > 0);
  const layout = usePreview((state) => state.layout);
  const { setLayout, setAllExpanded, selectAll, goTo } = usePreview.getState();
  const flat = layout === 'flat';
  const groups = layout === 'groups';
  useCommand('select-all', selectAll, any);
  useCommand('flat-list', () => setLayout(flat ? 'tree' : 'flat'), true, flat);
  useCommand('group-by-action', () => setLayout(groups ? 'tree' : 'groups'), true, groups);
  useCommand('expand-all', () => setAllExpanded(true), !flat);
  useCommand('collapse-all', () => setAllExpanded(false), !flat);
  useCommand('next-change', () => goTo('change', 1), any);
  useCommand('previous-change', () => goTo('change', -1), any);
  useCommand('next-conflict', () => goTo('conflict', 1), conflicts);
  useCommand('previous-conflict', () => goTo('conflict', -1), conflicts);
  useCommand(
    'synchronize-selection',
    () =>
      runOnly(
        profileId,
        selectedTargets().map(({ path }) => path),
      ),
    settling === 'plan' && selected,
  );
  return null;
}
