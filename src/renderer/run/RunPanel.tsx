import { lazy, Suspense, useEffect } from 'react';
import type { Activity } from '../../shared/run/activity.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import { runText } from '../../shared/run/text.js';
import { transferredBytes } from '../../shared/run/transferred.js';
import { setPace } from '../api/requests.js';
import { useCommand } from '../commands/use-command.js';
import { ProgressLine } from '../components/ProgressLine.js';
import { useTicks } from '../components/hooks/use-now.js';
import { FailuresSoFar } from './FailuresSoFar.js';
import { PaceFields } from './PaceFields.js';
import { useRun } from './run-store.js';
import './run.css';
import { speedOf } from './pace/speed.js';
import { runPanelText as text } from './text.js';
import { timeLeft } from './pace/time-left.js';
import { Transfers } from './Transfers.js';

// A chart is seldom the first thing that somebody needs: the page opens without it.
const SpeedChart = lazy(async () => ({ default: (await import('./SpeedChart.js')).SpeedChart }));

type Running = Extract<Activity, { kind: 'running' }>;

interface RunPanelProps {
  readonly profileId: ProfileId;
  readonly activity: Running;
}

/** How far a run has come, and what it does at this moment. */
export function RunPanel({ profileId, activity: { progress, pace, dryRun, undoes } }: RunPanelProps) {
  const now = useTicks();
  const tick = useRun((state) => state.tick);
  useEffect(() => tick(now), [tick, now]);
  // The last sample may be younger than the last tick.
  const speed = useRun(({ samples }) => speedOf(samples, Math.max(now, samples.at(-1)?.ms ?? 0)));
  const left = useRun(({ estimate }) => timeLeft(estimate, now));
  const transferred = useRun(transferredBytes) ?? progress.bytesDone;
  const bytes = Math.min(progress.bytesTotal, transferred);
  const share =
    progress.bytesTotal > 0
      ? bytes / progress.bytesTotal
      : progress.itemsDone / Math.max(1, progress.itemsTotal);
  useCommand('pause', () => setPace(profileId, { ...pace, paused: !pace.paused }), !dryRun, pace.paused);
  const moving = !dryRun && !pace.paused;
  return (
    <section className="run" aria-label={text.progress}>
      <div className="run-line">
        <strong>{runText.current({ dryRun, pace, undoes })}</strong>
        <span>{text.items(progress.itemsDone, progress.itemsTotal)}</span>
        {progress.bytesTotal > 0 && !dryRun && <span>{text.bytes(bytes, progress.bytesTotal)}</span>}
        {speed !== undefined && moving && <span>{text.speed(speed)}</span>}
        {left !== undefined && moving && <span>{text.timeLeft(left)}</span>}
        {dryRun ? null : <PaceFields pace={pace} onChange={(next) => setPace(profileId, next)} />}
      </div>
      <ProgressLine label={text.run} share={share} />
      {dryRun ? null : (
        <div className="run-detail">
          <Transfers />
          {progress.bytesTotal > 0 && (
            <Suspense fallback={<div className="speed-chart" />}>
              <SpeedChart />
            </Suspense>
          )}
        </div>
      )}
      <FailuresSoFar />
    </section>
  );
}
