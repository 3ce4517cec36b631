import { formatCount, formatItems, formatSize } from '../../../shared/format/size.js';
import type { RunProgress, ScanProgress } from '../../../shared/run/run.js';

/** How the remote folders were looked at, once all are; `undefined` where every one was listed. */
export function lookedWords({ folders, confirmed = 0 }: ScanProgress): string | undefined {
  if (confirmed === 0) return undefined;
  const listed = folders - confirmed;
  return `${formatItems(confirmed, 'folder')} confirmed unchanged by the server, ${formatCount(listed)} listed.`;
}

/** How far a comparison is, in one line. */
export function scanWords({ folders, items, arriving, read }: ScanProgress): string {
  const more = arriving === undefined ? '' : `, ${formatCount(arriving)} more being listed`;
  const compared =
    read === undefined
      ? ''
      : `, contents of ${formatItems(read.files, 'file')} (${formatSize(read.bytes)}) compared`;
  return `Comparing: ${formatItems(folders, 'folder')}, ${formatItems(items)}${more}${compared}`;
}

/** How far a run is, in one line: `elapsedMs` after its beginning. `path` is what is under way. */
export function runWords(progress: RunProgress, elapsedMs: number, path: string): string {
  const { itemsDone, itemsTotal, bytesDone, bytesTotal } = progress;
  const percent = Math.floor(100 * shareOf(progress));
  const rate = elapsedMs < 1000 ? 0 : bytesDone / (elapsedMs / 1000);
  const parts = [`${percent} %`, `${itemsDone} of ${formatItems(itemsTotal)}`];
  if (bytesTotal > 0) parts.push(`${formatSize(bytesDone)} of ${formatSize(bytesTotal)}`);
  if (rate > 0) parts.push(`${formatSize(rate)}/s`);
  if (rate > 0 && bytesTotal > bytesDone) parts.push(`${clock((bytesTotal - bytesDone) / rate)} left`);
  return [parts.join(', '), path].filter((part) => part !== '').join('  ');
}

/** Seconds as `0:07`, `12:34` or `1:02:03`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${hours > 0 ? String(minutes).padStart(2, '0') : minutes}:${String(rest).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** By bytes where there are any, else by items; from 0 to 1. */
function shareOf({ itemsDone, itemsTotal, bytesDone, bytesTotal }: RunProgress): number {
  const items = itemsTotal === 0 ? 1 : itemsDone / itemsTotal;
  return Math.min(1, bytesTotal === 0 ? items : (items + bytesDone / bytesTotal) / 2);
}
