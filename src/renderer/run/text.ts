import { formatCount, formatItems } from '../../shared/format/plural.js';
import { formatSize } from '../../shared/format/size.js';
import { formatDuration } from '../../shared/format/time.js';
import type { ContentProgress } from '../../shared/run/run.js';

/** The text of a comparison or run that goes on. */
export const runPanelText = {
  progress: 'Progress',
  comparison: 'Comparison',
  comparing: 'Comparing',
  preparingUndo: 'Preparing the undo',
  folders: (count: number): string => formatItems(count, 'folder'),
  seen: (items: number): string => `${formatItems(items)} seen`,
  beingListed: (items: number): string => `${formatItems(items)} being listed`,
  contents: ({ files, bytes }: ContentProgress): string =>
    `contents of ${formatItems(files, 'file')} compared (${formatSize(bytes)})`,

  run: 'Run',
  items: (done: number, total: number): string => `${formatCount(done)} of ${formatCount(total)} items`,
  bytes: (done: number, total: number): string => `${formatSize(done)} of ${formatSize(total)}`,
  speed: (bytesPerSecond: number): string => `${formatSize(bytesPerSecond)}/s`,
  /** No more exact than anybody can know it. */
  timeLeft: (ms: number): string => {
    if (ms < 10_000) return 'a few seconds left';
    return `about ${formatDuration(ms < 60_000 ? Math.ceil(ms / 5000) * 5000 : ms)} left`;
  },
  noSpeedYet: 'Speed over time: nothing measured yet',
  speedFacts: (mean: number, highest: number): string =>
    `Speed over time: ${formatSize(mean)}/s on average, ${formatSize(highest)}/s at most`,
  transfers: 'Transfers',
  uploading: 'Uploading',
  downloading: 'Downloading',
  failed: (count: number): string => `${formatItems(count)} failed so far`,
  failures: 'Failed so far',

  speedLimit: 'Speed limit',
  fullSpeed: 'Full speed',
  speedAtMost: (bytesPerSecond: number): string => `${formatSize(bytesPerSecond)}/s at most`,
  itemsAtOnce: 'Items at once',
  manyAtOnce: 'Many at once',
  oneByOne: 'One by one',
  atOnce: (count: number): string => `${formatCount(count)} at once`,
} as const;
