import type { BigIntStats } from 'node:fs';

/** What tells one file of this computer from all others, in numbers that cross from thread to thread at little cost. */
export interface FileMarks {
  readonly disk: number;
  /** The inode number, or what Windows has in its place, as two halves of 32 bits. */
  readonly numberHigh: number;
  readonly numberLow: number;
  /** When it was made, in seconds since 1970 and the nanoseconds beyond them. */
  readonly bornS: number;
  readonly bornNs: number;
}

const NS_IN_S = 1_000_000_000n;

export function marksOf({
  dev,
  ino,
  birthtimeNs,
}: Pick<BigIntStats, 'dev' | 'ino' | 'birthtimeNs'>): FileMarks {
  return {
    disk: Number(dev),
    numberHigh: Number(ino >> 32n),
    numberLow: Number(ino & 0xffff_ffffn),
    bornS: Number(birthtimeNs / NS_IN_S),
    bornNs: Number(birthtimeNs % NS_IN_S),
  };
}

/** FAT and exFAT tell the time of birth in these steps, and renumber their files whenever the disk is mounted. */
const FAT_STEP_NS = 10_000_000;

/**
 * A text that only this file has ever had and will ever have on its disk: the numbers of disk and file, and when the file was made. The
 * number alone would not do, for ext4 gives that of a file that is gone to the next one that is made; a disk that does not tell
 * when a file was made, more finely than FAT does, gives `undefined`.
 */
export function fileIdOf({ disk, numberHigh, numberLow, bornS, bornNs }: FileMarks): string | undefined {
  if (bornS <= 0 || bornNs % FAT_STEP_NS === 0) return undefined;
  if (numberHigh === 0 && numberLow === 0) return undefined;
  return `${disk}:${numberHigh}.${numberLow}:${bornS}.${bornNs}`;
}
