import type { Stats } from 'node:fs';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A time as RFC 3659, 2.3 writes it. */
export function timeVal(ms: number): string {
  return new Date(ms)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/\D/g, '');
}

/** The facts of MLSD, RFC 3659, 7.5. */
export function mlsdFacts(stats: Stats): string {
  const size = stats.isFile() ? `size=${stats.size};` : '';
  return `type=${stats.isFile() ? 'file' : 'dir'};${size}modify=${timeVal(stats.mtimeMs)};`;
}

/** As `ls -l` shows it, with the year for what is older than half a year. */
export function unixLine(name: string, stats: Stats): string {
  const time = new Date(stats.mtimeMs);
  const isOld = Date.now() - stats.mtimeMs > 180 * 86_400_000;
  const clock = isOld
    ? ` ${time.getUTCFullYear()}`
    : `${two(time.getUTCHours())}:${two(time.getUTCMinutes())}`;
  const day = String(time.getUTCDate()).padStart(2);
  const kind = stats.isFile() ? '-rw-r--r--' : 'drwxr-xr-x';
  return `${kind} 1 owner group ${String(stats.size).padStart(10)} ${MONTHS[time.getUTCMonth()]} ${day} ${clock} ${name}`;
}

/** As `dir` shows it, in the manner of Microsoft's server. */
export function dosLine(name: string, stats: Stats): string {
  const time = new Date(stats.mtimeMs);
  const hours = time.getUTCHours();
  const date = `${two(time.getUTCMonth() + 1)}-${two(time.getUTCDate())}-${two(time.getUTCFullYear() % 100)}`;
  const clock = `${two(hours % 12 || 12)}:${two(time.getUTCMinutes())}${hours < 12 ? 'AM' : 'PM'}`;
  const what = stats.isFile() ? String(stats.size).padStart(20) : '       <DIR>         ';
  return `${date}  ${clock} ${what} ${name}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
