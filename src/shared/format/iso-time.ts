/** A moment as scripts can sort it, in local time: `2026-11-30 14:02:07`. */
export function isoLocal(ms: number): string {
  const date = new Date(ms);
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits);
  return `${isoDay(ms)} ${clock.join(':')}`;
}

/** A day as scripts can sort it, in local time: `2026-11-30`. */
export function isoDay(ms: number): string {
  const date = new Date(ms);
  return [
    String(date.getFullYear()).padStart(4, '0'),
    ...[date.getMonth() + 1, date.getDate()].map(twoDigits),
  ].join('-');
}

/** A moment in UTC, so that it means the same on both sides and to all who read it: `2026-11-30 13:02:07 UTC`. */
export function isoUtc(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
