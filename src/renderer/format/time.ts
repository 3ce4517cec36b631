import type { Timestamp } from '../../shared/entry/entry.js';

const DAY = 86_400_000;
const MINUTE = 60_000;

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY_AND_CLOCK = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const DAY_ONLY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const EXACT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const EXACT_MINUTE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** When a file was modified, as short as it stays clear: no more than the side that reported it knows (S10). */
export function formatModified(modified: Timestamp, nowMs: number): string {
  const then = new Date(modified.ms);
  const now = new Date(nowMs);
  if (modified.precisionMs >= DAY || then.getFullYear() !== now.getFullYear()) return DAY_ONLY.format(then);
  if (isSameDay(then, now)) return `Today ${CLOCK.format(then)}`;
  return DAY_AND_CLOCK.format(then);
}

/** When a file was modified, to the precision of the side that reported it. */
export function formatModifiedExactly(modified: Timestamp): string {
  const then = new Date(modified.ms);
  if (modified.precisionMs >= DAY) return DAY_ONLY.format(then);
  return modified.precisionMs >= MINUTE ? EXACT_MINUTE.format(then) : EXACT.format(then);
}

/** A moment in full, to the second. */
export function formatExactly(ms: number): string {
  return EXACT.format(ms);
}

/** A day: `3 Feb 2027`. */
export function formatDay(ms: number): string {
  return DAY_ONLY.format(ms);
}

/** How long ago something was: `just now`, `5 min ago`, `today 14:02`, `yesterday 09:30`, `3 Feb 09:30`. */
export function formatAgo(ms: number, nowMs: number): string {
  const age = nowMs - ms;
  if (age < MINUTE) return 'just now';
  if (age < 60 * MINUTE) return `${Math.floor(age / MINUTE)} min ago`;
  const then = new Date(ms);
  const now = new Date(nowMs);
  if (isSameDay(then, now)) return `today ${CLOCK.format(then)}`;
  if (isSameDay(then, new Date(nowMs - DAY))) return `yesterday ${CLOCK.format(then)}`;
  return then.getFullYear() === now.getFullYear() ? DAY_AND_CLOCK.format(then) : DAY_ONLY.format(then);
}

/** When something was: `Today 14:02`, `Yesterday 09:30`, `3 Feb, 09:30`, and with the year instead of the time where it is another one. */
export function formatWhen(ms: number, nowMs: number): string {
  const then = new Date(ms);
  const now = new Date(nowMs);
  if (isSameDay(then, now)) return `Today ${CLOCK.format(then)}`;
  if (isSameDay(then, new Date(nowMs - DAY))) return `Yesterday ${CLOCK.format(then)}`;
  return then.getFullYear() === now.getFullYear() ? DAY_AND_CLOCK.format(then) : DAY_ONLY.format(then);
}

/** How long something takes: `8 s`, `2 min`, `1 h 5 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}
