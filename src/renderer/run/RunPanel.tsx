import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { Activity } from '../../shared/run/activity.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import type { TransferProgress } from '../../shared/run/run.js';
import { shown } from '../../shared/format/shown.js';
import { setPace } from '../api/requests.js';
import { PathText } from '../components/PathText.js';
import { ProgressLine } from '../components/ProgressLine.js';
import { useTicks } from '../components/use-ticks.js';
import { formatCount, formatSize } from '../format/size.js';
import { formatDuration } from '../format/time.js';
import { bytesOf } from './follow-run.js';
import { PaceFields } from './PaceFields.js';
import { useRun } from './run-store.js';
import { runningWords } from './running-labels.js';
import './run.css';
import { speedOf, timeLeft } from './speed.js';

type Running = Extract<Activity, { kind: 'running' }>;

const MOST_TRANSFERS = 4;

interface RunPanelProps {
  readonly profileId: ProfileId;
  readonly activity: Running;
}

/** How far a run has come, and what it does at this moment. */
export function RunPanel({ profileId, activity: { progress, pace, dryRun, undoes } }: RunPanelProps) {
  const transfers = useRun((state) => state.transfers);
  const now = useTicks();
  // The last sample may be younger than the last tick.
  const speed = useRun(({ samples }) => speedOf(samples, Math.max(now, samples.at(-1)?.ms ?? 0)));
  const transferred = useRun(bytesOf) ?? progress.bytesDone;
  const bytes = Math.min(progress.bytesTotal, transferred);
  const share =
    progress.bytesTotal > 0
      ? bytes / progress.bytesTotal
      : progress.itemsDone / Math.max(1, progress.itemsTotal);
  const left = timeLeft(progress.bytesTotal - bytes, speed, pace.bytesPerSecond);
  return (
    <section className="run" aria-label="Progress">
      <div className="run-line">
        <strong>{runningWords({ dryRun, pace, undoes })}</strong>
        <span>
          {formatCount(progress.itemsDone)} of {formatCount(progress.itemsTotal)} items
        </span>
        {progress.bytesTotal > 0 && !dryRun && (
          <span>
            {formatSize(bytes)} of {formatSize(progress.bytesTotal)}
          </span>
        )}
        {speed !== undefined && !dryRun && !pace.paused && <span>{formatSize(speed)}/s</span>}
        {left !== undefined && left > 0 && !dryRun && !pace.paused && (
          <span>about {formatDuration(left)} left</span>
        )}
        {dryRun ? null : <PaceFields pace={pace} onChange={(next) => setPace(profileId, next)} />}
      </div>
      <ProgressLine label="Run" share={share} />
      {dryRun ? null : (
        <ul className="transfers" aria-label="Transfers">
          {transfers.slice(0, MOST_TRANSFERS).map((transfer) => (
            <Transfer key={transfer.path} transfer={transfer} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Transfer({
  transfer: { path, to, bytesDone, bytesTotal },
}: {
  readonly transfer: TransferProgress;
}) {
  const Icon = to === 'remote' ? ArrowRight : ArrowLeft;
  return (
    <li className="transfer">
      <Icon size={13} aria-hidden className={to === 'remote' ? 'tone-upload' : 'tone-download'} />
      <PathText path={path} />
      <span className="transfer-bytes">
        {formatSize(bytesDone)} of {formatSize(bytesTotal)}
      </span>
      <ProgressLine label={shown(path)} share={bytesTotal === 0 ? 1 : bytesDone / bytesTotal} />
    </li>
  );
}
