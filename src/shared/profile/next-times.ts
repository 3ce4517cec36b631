import { Cron } from 'croner';
import type { Regular, Schedule } from './schedule.js';

const MINUTE_MS = 60_000;

/** Why a cron expression cannot be used, as a sentence; `undefined` where it can. */
export function cronProblem(expression: string): string | undefined {
  try {
    return new Cron(expression, { mode: '5-part', paused: true }).nextRun() === null
      ? 'This never comes: no such day is in the calendar.'
      : undefined;
  } catch {
    return 'Write five fields: minute, hour, day of the month, month, weekday. For example 30 7 * * 1-5.';
  }
}

/**
 * The times after `afterMs` at which a profile runs, the soonest first, at most `count`; milliseconds since 1970 in UTC. Times of day are the
 * computer's own, so a daily one stays where the clock is put forward or back. None if it only runs by hand, or if the expression is invalid.
 */
export function nextTimes(regular: Regular, afterMs: number, count: number): readonly number[] {
  switch (regular.kind) {
    case 'by-hand':
      return [];
    case 'every': {
      const stepMs = regular.minutes * MINUTE_MS;
      return Array.from({ length: count }, (_, index) => afterMs + (index + 1) * stepMs);
    }
    case 'daily': {
      const [hour, minute] = regular.at.split(':').map(Number);
      return cronTimes(`${minute ?? 0} ${hour ?? 0} * * ${regular.days.join(',')}`, afterMs, count);
    }
    case 'cron':
      return cronProblem(regular.expression) === undefined
        ? cronTimes(regular.expression, afterMs, count)
        : [];
  }
}

/** When a moment that lies in the quiet hours of a schedule is over; the moment itself where it does not. */
export function afterQuiet(ms: number, quiet: Schedule['quiet']): number {
  if (quiet === null || quiet.from === quiet.to) return ms;
  const clock = clockOf(new Date(ms));
  const { from, to } = quiet;
  const within = from < to ? clock >= from && clock < to : clock >= from || clock < to;
  if (!within) return ms;
  const [hour = 0, minute = 0] = to.split(':').map(Number);
  const end = new Date(ms);
  end.setHours(hour, minute, 0, 0);
  if (end.getTime() <= ms) end.setDate(end.getDate() + 1);
  return end.getTime();
}

function cronTimes(expression: string, afterMs: number, count: number): readonly number[] {
  const cron = new Cron(expression, { mode: '5-part', paused: true });
  return cron.nextRuns(count, new Date(afterMs)).map((date) => date.getTime());
}

function clockOf(date: Date): string {
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}
