import { FlaskConical, Pause, Play, RefreshCw, ScanSearch, Square } from 'lucide-react';
import type { Activity } from '../../shared/run/activity.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import { compare, run, setPace, stop } from '../api/requests.js';
import { Button } from '../components/Button.js';
import { synchronizeButton } from './toolbar-labels.js';

interface ToolbarProps {
  readonly profileId: ProfileId;
  readonly activity: Activity | undefined;
}

/** What can be done with a profile now. */
export function Toolbar({ profileId, activity }: ToolbarProps) {
  const busy = activity?.kind === 'comparing' || activity?.kind === 'running';
  const synchronize = synchronizeButton(activity);
  return (
    <div className="toolbar" role="toolbar" aria-label="Actions">
      <Button
        icon={ScanSearch}
        variant={busy || activity?.kind === 'compared' ? 'plain' : 'primary'}
        disabled={busy}
        onClick={() => compare(profileId)}
      >
        Compare
      </Button>
      <Button icon={FlaskConical} disabled={!synchronize.enabled} onClick={() => run(profileId, 'dry-run')}>
        Dry run
      </Button>
      <Button
        icon={RefreshCw}
        variant={synchronize.enabled ? 'primary' : 'plain'}
        disabled={!synchronize.enabled}
        onClick={() => run(profileId, 'run')}
      >
        {synchronize.name}
      </Button>
      {activity?.kind === 'running' && !activity.dryRun && (
        <Button
          icon={activity.pace.paused ? Play : Pause}
          onClick={() => setPace(profileId, { ...activity.pace, paused: !activity.pace.paused })}
        >
          {activity.pace.paused ? 'Resume' : 'Pause'}
        </Button>
      )}
      {busy && (
        <Button icon={Square} onClick={() => stop(profileId)}>
          Stop
        </Button>
      )}
    </div>
  );
}
