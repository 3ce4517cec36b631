import type { EngineEvent, TransferProgress } from '../../shared/run/run.js';
import { addSample, type Sample } from './speed.js';

/** What the window knows of a run from its events. */
export interface RunView {
  /** The transfers under way, oldest first. */
  readonly transfers: readonly TransferProgress[];
  /** Bytes of the transfers that have ended; `undefined` until the run tells. */
  readonly endedBytes: number | undefined;
  readonly samples: readonly Sample[];
}

export const NO_RUN: RunView = { transfers: [], endedBytes: undefined, samples: [] };

/** Bytes transferred up to now, the transfers under way included; `undefined` until the run tells. */
export function bytesOf({ transfers, endedBytes }: RunView): number | undefined {
  if (endedBytes === undefined) return undefined;
  return endedBytes + underWay(transfers);
}

/** The view after these events, which came at `nowMs`. The view given stays as it is. */
export function followRun(view: RunView, events: readonly EngineEvent[], nowMs: number): RunView {
  let { endedBytes, samples } = view;
  const transfers = new Map(view.transfers.map((transfer) => [transfer.path, transfer]));
  let told = false;
  for (const event of events) {
    switch (event.kind) {
      case 'run-started':
        transfers.clear();
        endedBytes = 0;
        samples = [];
        told = true;
        break;
      case 'transfer-progress':
        transfers.set(event.transfer.path, event.transfer);
        told = true;
        break;
      case 'item-finished':
        transfers.delete(event.item.path);
        // The engine counts what is under way as well; it is counted here as its own progress arrives.
        endedBytes = Math.max(0, event.progress.bytesDone - underWay(transfers.values()));
        told = true;
        break;
      case 'run-finished':
        transfers.clear();
        break;
      case 'run-pace':
        // What was measured before says nothing of what comes.
        samples = [];
        told = true;
        break;
      case 'compare-started':
      case 'plan-items':
      case 'scan-progress':
      case 'compare-finished':
      case 'compare-failed':
        break;
      default:
        event satisfies never;
    }
  }
  const after = { transfers: [...transfers.values()], endedBytes, samples };
  const bytes = bytesOf(after);
  return told && bytes !== undefined
    ? { ...after, samples: addSample(samples, { ms: nowMs, bytes }) }
    : after;
}

function underWay(transfers: Iterable<TransferProgress>): number {
  let bytes = 0;
  for (const transfer of transfers) bytes += transfer.bytesDone;
  return bytes;
}
