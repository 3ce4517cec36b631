/** How much unused allowance may be caught up on, in milliseconds: enough to be even, too little to be a burst. */
const CATCH_UP_MS = 100;

/** What is to come of some bytes under a limit. */
export interface Admission {
  /** When the line is free again, milliseconds on the caller's clock; to be handed in with the next bytes. */
  readonly freeAtMs: number;
  /** How long these bytes have to wait, in milliseconds. */
  readonly waitMs: number;
}

/**
 * Keeps to `bytesPerSecond` over all who ask in turn: each may go when what was let through before it has had its time.
 */
export function admit(freeAtMs: number, bytes: number, bytesPerSecond: number, nowMs: number): Admission {
  const startMs = Math.max(freeAtMs, nowMs - CATCH_UP_MS);
  return { freeAtMs: startMs + (bytes * 1000) / bytesPerSecond, waitMs: Math.max(0, startMs - nowMs) };
}

/** How many bytes to let through at once, so that the line never rests for long: a tenth of a second's worth. */
export function chunkBytes(bytesPerSecond: number): number {
  return Math.max(1, Math.floor(bytesPerSecond / 10));
}
