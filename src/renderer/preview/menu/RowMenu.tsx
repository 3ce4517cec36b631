import { parseRemote } from '../../../shared/profile/remote.js';
import { nameOf } from '../../../shared/entry/path.js';
import { shown } from '../../../shared/format/shown.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { copyItems, openItem, runOnly, settle, showItem } from '../../api/requests.js';
import { Menu } from '../../components/Menu.js';
import type { MenuPoint } from '../../components/place-menu.js';
import type { Settling } from '../../conflicts/settle-labels.js';
import { useFileHistory } from '../../history/file/file-history-store.js';
import { useNotices } from '../../shell/notices-store.js';
import { useDetails } from '../../details/details-store.js';
import { selectedTargets, usePreview } from '../preview-store.js';
import { previewText } from '../text.js';
import type { Excludable } from './exclude.js';
import { rowMenu, type RowActions } from './row-menu.js';

interface RowMenuProps {
  readonly profile: Profile;
  readonly settling: Settling;
  readonly at: MenuPoint;
  readonly onClose: () => void;
  readonly onExclude: (items: readonly Excludable[]) => void;
}

/** What can be done with the selected rows. */
export function RowMenu({ profile, settling, at, onClose, onExclude }: RowMenuProps) {
  const { rows, selection } = usePreview.getState();
  const targets = selectedTargets();
  const selected = rows.filter(({ key }) => selection.keys.has(key));
  const [first] = selected;
  const only = selected.length === 1 && first?.kind === 'item' ? first.node : undefined;
  const remote = parseRemote(profile.remoteFolder);
  const actions: RowActions = {
    settle: ({ settlement, paths }) => settle(profile.id, paths, settlement),
    synchronizeOnly: () =>
      runOnly(
        profile.id,
        targets.map(({ path }) => path),
      ),
    compareContents: (path) => {
      usePreview.getState().select(path);
      useDetails.getState().compareContents(path);
    },
    open: (path, side) => {
      void openItem(profile.id, path, side).then((how) => {
        if (how !== 'shown') return;
        useNotices.getState().add({ kind: 'other', ...previewText.menu.program(shown(nameOf(path))) });
      });
    },
    show: (path, side) => showItem(profile.id, path, side),
    copy: (paths, what) => copyItems(profile.id, paths, what),
    history: (path) => useFileHistory.getState().show(profile.id, path),
    // A folder stands for all that lies in it.
    exclude: () => onExclude((only === undefined ? targets : [only]).filter(({ path }) => path !== '')),
  };
  const subject = {
    targets,
    only,
    mode: profile.mode,
    settling,
    here: { local: true, remote: remote.kind === 'valid' && remote.address.kind === 'folder' },
  };
  return <Menu name={previewText.menu.name} entries={rowMenu(subject, actions)} at={at} onClose={onClose} />;
}
