import type { EngineEvent, TransferProgress } from './run.js';

/** What a run has transferred, as its events tell. */
export interface Transferred {
  /** The transfers under way, oldest first. */
  readonly transfers: readonly TransferProgress[];
  /** Bytes of the transfers that have ended; `undefined` until the run tells. */
  readonly endedBytes: number | undefined;
}

export const NOTHING_TRANSFERRED: Transferred = { transfers: [], endedBytes: undefined };

/** Bytes transferred up to now, the transfers under way included; `undefined` until the run tells. */
export function transferredBytes({ transfers, endedBytes }: Transferred): number | undefined {
  return endedBytes === undefined ? undefined : endedBytes + underWay(transfers);
}

/** What has been transferred after an event. */
export function followTransfers(before: Transferred, event: EngineEvent): Transferred {
  switch (event.kind) {
    case 'run-started':
      return { transfers: [], endedBytes: 0 };
    case 'transfer-progress': {
      const { transfer } = event;
      const known = before.transfers.some(({ path }) => path === transfer.path);
      const transfers = known
        ? before.transfers.map((one) => (one.path === transfer.path ? transfer : one))
        : [...before.transfers, transfer];
      return { ...before, transfers };
    }
    case 'item-finished': {
      const transfers = before.transfers.filter(({ path }) => path !== event.item.path);
      // The engine counts what is under way as well; it is counted here as its own progress arrives.
      return { transfers, endedBytes: Math.max(0, event.progress.bytesDone - underWay(transfers)) };
    }
    case 'run-finished':
      return { ...before, transfers: [] };
    case 'run-pace':
    case 'compare-started':
    case 'plan-items':
    case 'scan-progress':
    case 'compare-finished':
    case 'compare-failed':
      return before;
    default:
      return event satisfies never;
  }
}

function underWay(transfers: readonly TransferProgress[]): number {
  return transfers.reduce((bytes, { bytesDone }) => bytes + bytesDone, 0);
}
