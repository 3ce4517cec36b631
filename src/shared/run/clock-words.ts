import type { ClockChange } from './run.js';

const MINUTE_MS = 60_000;

/** A sentence about a side whose clock has changed, for the window and the command line alike. */
export function clockWords({ side, shiftMs }: ClockChange): string {
  const minutes = Math.abs(shiftMs) / MINUTE_MS;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [
    ...(hours === 0 ? [] : [hours === 1 ? '1 hour' : `${hours} hours`]),
    ...(rest === 0 ? [] : [`${rest} minutes`]),
  ];
  const direction = shiftMs > 0 ? 'later' : 'earlier';
  return `The clock on the ${side} side changed: all its files show times ${parts.join(' and ')} ${direction} than at the last sync. No files are copied because of this.`;
}
