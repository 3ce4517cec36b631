import { FileCheck, FlaskConical, Pause, Play, RefreshCw, ScanSearch, Square, Undo2 } from 'lucide-react';
import type { Activity } from '../../../shared/run/activity.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { cancel, compare, run, setPace, stop, undo, undoChoice, verify } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import { formatItems } from '../../format/size.js';
import { changesIn } from '../../../shared/plan/plan.js';
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
        variant={
          busy || activity?.kind === 'compared' || activity?.kind === 'undo-ready' ? 'plain' : 'primary'
        }
        disabled={busy}
        onClick={() => compare(profileId)}
      >
        Compare
      </Button>
      <Button icon={FileCheck} disabled={busy} onClick={() => verify(profileId)}>
        Verify contents
      </Button>
      {activity?.kind === 'undo-ready' ? null : (
        <>
          <Button
            icon={FlaskConical}
            disabled={!synchronize.enabled}
            onClick={() => run(profileId, 'dry-run')}
          >
            Dry run
          </Button>
          <Button
            icon={RefreshCw}
            variant={synchronize.danger === true ? 'danger' : synchronize.enabled ? 'primary' : 'plain'}
            disabled={!synchronize.enabled}
            onClick={() => run(profileId, 'run')}
          >
            {synchronize.name}
          </Button>
        </>
      )}
      {activity?.kind === 'undo-ready' && <UndoButtons profileId={profileId} activity={activity} />}
      {activity?.kind === 'compared' && (activity.choices ?? 0) > 0 && (
        <Button icon={Undo2} title="Undo the last choice (Ctrl+Z)" onClick={() => undoChoice(profileId)}>
          Undo choice
        </Button>
      )}
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

interface UndoButtonsProps {
  readonly profileId: ProfileId;
  readonly activity: Extract<Activity, { kind: 'undo-ready' }>;
}

/** Carries the undo out that is shown, or leaves it. */
function UndoButtons({ profileId, activity: { totals, redo } }: UndoButtonsProps) {
  const items = changesIn(totals);
  const verb = redo ? 'Redo' : 'Undo';
  return (
    <>
      <Button icon={Undo2} variant="primary" disabled={items === 0} onClick={() => undo(profileId)}>
        {items === 0 ? `${verb}: nothing to do` : `${verb} ${formatItems(items)}`}
      </Button>
      <Button onClick={() => cancel(profileId)}>Cancel</Button>
    </>
  );
}
