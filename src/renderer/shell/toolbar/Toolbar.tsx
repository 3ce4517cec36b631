import {
  FileCheck,
  FlaskConical,
  Pause,
  Play,
  Redo2,
  RefreshCw,
  ScanSearch,
  Square,
  Undo2,
} from 'lucide-react';
import type { Activity } from '../../../shared/run/activity.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { setPace, stop, undoChoice } from '../../api/requests.js';
import { keysOf } from '../../commands/keys.js';
import { Button } from '../../components/Button.js';
import { shellText } from '../text.js';
import { FULL_PACE } from '../../../shared/run/run.js';
import type { Work } from '../pairs/use-work.js';

const text = shellText.toolbar;
const UNDO_CHOICE_TITLE = text.undoChoiceTitle(keysOf('undo') ?? '');

interface ToolbarProps {
  readonly profileId: ProfileId;
  /** What goes on with the pair of folders that is shown. */
  readonly activity: Activity | undefined;
  readonly work: Pick<Work, 'busy' | 'synchronize' | 'undo' | 'running' | 'begin'>;
}

/** What can be done with a profile now. */
export function Toolbar({ profileId, activity, work }: ToolbarProps) {
  const { busy, synchronize, undo, running, begin } = work;
  const pace = running?.activity.pace ?? FULL_PACE;
  return (
    <div className="toolbar" role="toolbar" aria-label={text.name}>
      <Button
        icon={ScanSearch}
        variant={
          busy ||
          synchronize.enabled ||
          activity?.kind === 'compared' ||
          undo !== undefined ||
          isNew(activity)
            ? 'plain'
            : 'primary'
        }
        disabled={busy}
        onClick={() => begin('compare')}
      >
        {text.compare}
      </Button>
      <Button icon={FileCheck} disabled={busy} onClick={() => begin('verify')}>
        {text.verify}
      </Button>
      {undo === undefined ? (
        <>
          <Button icon={FlaskConical} disabled={!synchronize.enabled} onClick={() => begin('dry-run')}>
            {text.dryRun}
          </Button>
          <Button
            icon={RefreshCw}
            variant={synchronize.danger === true ? 'danger' : synchronize.enabled ? 'primary' : 'plain'}
            disabled={!synchronize.enabled}
            onClick={() => begin('run')}
          >
            {synchronize.name}
          </Button>
        </>
      ) : (
        <>
          <Button
            icon={undo.redo ? Redo2 : Undo2}
            variant="primary"
            disabled={!undo.enabled}
            onClick={() => begin('undo')}
          >
            {undo.name}
          </Button>
          <Button onClick={() => begin('cancel')}>{text.cancel}</Button>
        </>
      )}
      {activity?.kind === 'compared' && (activity.choices ?? 0) > 0 && (
        <Button icon={Undo2} title={UNDO_CHOICE_TITLE} onClick={() => undoChoice(profileId)}>
          {text.undoChoice}
        </Button>
      )}
      {running !== undefined && !running.activity.dryRun && (
        <Button
          icon={pace.paused ? Play : Pause}
          onClick={() => setPace(running.id, { ...pace, paused: !pace.paused })}
        >
          {pace.paused ? text.resume : text.pause}
        </Button>
      )}
      {busy && (
        <Button icon={Square} onClick={() => stop(profileId)}>
          {text.stop}
        </Button>
      )}
    </div>
  );
}

/** Whether nothing was ever compared: what to do next stands in the place of the plan then. */
function isNew(activity: Activity | undefined): boolean {
  return activity?.kind === 'idle' && activity.last === undefined && activity.cut === undefined;
}
