import { Folder, HardDrive, History, Pencil, Server, Trash2 } from 'lucide-react';
import type { Profile } from '../../shared/profile/profile.js';
import { parseRemote } from '../../shared/profile/remote.js';
import { shown } from '../../shared/format/shown.js';
import { Button, IconButton } from '../components/Button.js';
import { PRESET_ICONS } from '../profiles/options/PresetField.js';
import { wayOf } from '../profiles/options/preset-values.js';
import { useHistory } from '../history/history-store.js';
import { useProfiles } from '../profiles/profiles-store.js';
import { shellText } from './text.js';

const text = shellText.header;

interface ProfileHeaderProps {
  readonly profile: Profile;
  /** The folder that the remote side turned out to be, where its address names none. */
  readonly signInFolder: string | undefined;
  /** A profile that is at work can be neither edited nor deleted. */
  readonly busy: boolean;
}

/** Which two folders this is about. */
export function ProfileHeader({ profile, signInFolder, busy }: ProfileHeaderProps) {
  const show = useProfiles((state) => state.show);
  const inHistory = useHistory((state) => state.profileId === profile.id);
  const showHistory = useHistory((state) => state.show);
  const hideHistory = useHistory((state) => state.hide);
  const way = wayOf(profile);
  const WayIcon = PRESET_ICONS[way.name];
  const remote = text.remote(profile.remoteFolder, signInFolder);
  const parsed = parseRemote(profile.remoteFolder);
  const RemoteIcon = parsed.kind === 'valid' && parsed.address.kind === 'folder' ? Folder : Server;
  return (
    <header className="head">
      <div className="head-words">
        <h1 className="head-name ellipsis" title={shown(profile.name)}>
          {shown(profile.name)}
        </h1>
        <p className="head-folders">
          <HardDrive size={14} strokeWidth={1.8} aria-hidden />
          <span className="sr">{text.localSide}</span>
          <span className="ellipsis" title={shown(profile.localFolder)}>
            {shown(profile.localFolder)}
          </span>
          <span className="head-mode" title={way.explanation}>
            <WayIcon size={13} strokeWidth={2} aria-hidden />
            <span>{way.title}</span>
          </span>
          <RemoteIcon size={14} strokeWidth={1.8} aria-hidden />
          <span className="sr">{text.remoteSide}</span>
          <span className="ellipsis" title={remote}>
            {remote}
          </span>
        </p>
      </div>
      <Button
        icon={History}
        variant="quiet"
        aria-pressed={inHistory}
        onClick={() => (inHistory ? hideHistory() : showHistory(profile.id))}
      >
        {text.history}
      </Button>
      <Button
        icon={Pencil}
        variant="quiet"
        disabled={busy}
        onClick={() => show({ kind: 'edit', id: profile.id })}
      >
        {text.edit}
      </Button>
      <IconButton
        label={text.deleteProfile}
        icon={Trash2}
        disabled={busy}
        onClick={() => show({ kind: 'delete', id: profile.id })}
      />
    </header>
  );
}
