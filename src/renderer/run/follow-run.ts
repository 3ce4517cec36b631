import type { EngineEvent, ItemOutcome, RunProgress } from '../../shared/run/run.js';
import {
  followTransfers,
  NOTHING_TRANSFERRED,
  transferredBytes,
  type Transferred,
} from '../../shared/run/transferred.js';
import { addSample, speedOf, type Sample } from './pace/speed.js';
import { addPoint, NO_POINTS, type SpeedHistory } from './pace/speed-history.js';
import { measure, NO_ESTIMATE, type Estimate } from './pace/time-left.js';

/** How many of the items that failed are shown while a run goes on: the newest. */
const FAILURES_SHOWN = 50;

/** What the window knows of a run from its events. */
export interface RunView extends Transferred {
  /** How far it has come by items; `undefined` until the run tells. */
  readonly progress: RunProgress | undefined;
  /** Bytes of the last seconds, for the speed at this moment. */
  readonly samples: readonly Sample[];
  /** The speed from the beginning on. */
  readonly speeds: SpeedHistory;
  readonly estimate: Estimate;
  /** The newest items that failed, newest first. */
  readonly failures: readonly ItemOutcome[];
  /** How many items have failed. */
  readonly failed: number;
}

export const NO_RUN: RunView = {
  ...NOTHING_TRANSFERRED,
  progress: undefined,
  samples: [],
  speeds: NO_POINTS,
  estimate: NO_ESTIMATE,
  failures: [],
  failed: 0,
};

/** The view after these events, which came at `nowMs`. The view given stays as it is. */
export function followRun(view: RunView, events: readonly EngineEvent[], nowMs: number): RunView {
  let after = view;
  let told = false;
  for (const event of events) {
    const one = followOne(after, event);
    told ||= one !== after;
    after = one;
  }
  return told ? measured(after, nowMs) : after;
}

/** The view at a later moment at which nothing new has come: the speed falls, and the time left runs down. */
export function tickRun(view: RunView, nowMs: number): RunView {
  return view.progress === undefined ? view : measured(view, nowMs);
}

function followOne(view: RunView, event: EngineEvent): RunView {
  switch (event.kind) {
    case 'run-started':
      return { ...NO_RUN, ...followTransfers(view, event), progress: event.progress };
    case 'item-finished': {
      const { item, progress } = event;
      const after = { ...view, ...followTransfers(view, event), progress };
      if (item.outcome.kind !== 'failed') return after;
      const failures = [item, ...view.failures].slice(0, FAILURES_SHOWN);
      return { ...after, failures, failed: view.failed + 1 };
    }
    case 'run-pace':
      // What was measured before says nothing of what comes.
      return { ...view, samples: [], estimate: NO_ESTIMATE };
    case 'transfer-progress':
    case 'run-finished':
      return { ...view, ...followTransfers(view, event) };
    case 'compare-started':
    case 'plan-items':
    case 'scan-progress':
    case 'compare-finished':
    case 'compare-failed':
      return view;
    default:
      return event satisfies never;
  }
}

function measured(view: RunView, ms: number): RunView {
  const bytes = transferredBytes(view);
  const { progress } = view;
  if (bytes === undefined || progress === undefined) return view;
  const items = progress.itemsDone + partlyDone(view);
  const samples = addSample(view.samples, { ms, bytes });
  const speed = speedOf(samples, ms);
  return {
    ...view,
    samples,
    speeds: speed === undefined ? view.speeds : addPoint(view.speeds, { ms, speed }),
    estimate: measure(view.estimate, {
      ms,
      bytesDone: bytes,
      bytesLeft: Math.max(0, progress.bytesTotal - bytes),
      itemsDone: items,
      itemsLeft: Math.max(0, progress.itemsTotal - items),
    }),
  };
}

/** How many items the transfers under way are worth together. */
function partlyDone({ transfers }: RunView): number {
  return transfers.reduce(
    (sum, { bytesDone, bytesTotal }) => sum + (bytesTotal === 0 ? 0 : bytesDone / bytesTotal),
    0,
  );
}
