import {
  alike,
  alone,
  big,
  changeOne,
  deleteFiles,
  FILE_BYTES,
  first,
  hugeFile,
  MANY,
  second,
  smallFiles,
  tenChanged,
  type Measure,
} from './scenes.js';
import { AS_BEGUN, AUTOMATIC, evenkeel, type Place } from './tools.js';

/** A line between two network namespaces, as fast as the machine unless `megabits` a second are given, or the loopback interface. */
export type Line = { readonly roundTripMs: number; readonly megabits?: number | undefined } | 'loopback';

const LONG = { roundTripMs: 40 };
const VERY_LONG = { roundTripMs: 200 };
const SHORT = { roundTripMs: 5 };
const GIGABIT = { roundTripMs: 10, megabits: 1000 };

/** A case of the table: what to measure, and the most that Evenkeel may take of the best of the others. */
export interface BenchCase {
  readonly name: string;
  readonly title: string;
  readonly protocol: Place['protocol'];
  readonly line: Line;
  /** The server for FTP; pure-ftpd unless another one is named. */
  readonly server?: 'proftpd' | 'vsftpd' | undefined;
  readonly reach: string;
  readonly measure: Measure;
}

const SMALL = '1,000 files of 4 KiB';
const TUNED = [AS_BEGUN, AUTOMATIC];

/** The table, in its order. */
export const CASES: readonly BenchCase[] = [
  {
    name: 'first-upload',
    title: `First upload, ${SMALL}`,
    protocol: 'ftp',
    line: LONG,
    reach: '≤ 0.28 × lftp',
    measure: first('upload', (root) => smallFiles(root)),
  },
  {
    name: 'first-download',
    title: `First download, ${SMALL}`,
    protocol: 'ftp',
    line: LONG,
    reach: '≤ 0.5 × the faster',
    measure: first('download', (root) => smallFiles(root)),
  },
  {
    name: 'nothing-changed',
    title: `Nothing changed, ${SMALL}`,
    protocol: 'ftp',
    line: LONG,
    reach: '≤ 0.3 × the faster',
    measure: second(() => Promise.resolve()),
  },
  {
    name: 'ten-changed',
    title: '10 of 1,000 files changed',
    protocol: 'ftp',
    line: LONG,
    reach: '≤ 0.4 × the faster',
    measure: tenChanged(),
  },
  {
    name: 'delete',
    title: '1,000 files deleted',
    protocol: 'ftp',
    line: LONG,
    reach: '≤ 0.3 × the faster',
    measure: second(deleteFiles),
  },
  {
    name: 'one-changed',
    title: '1 of 1,000 files changed',
    protocol: 'ftp',
    line: LONG,
    reach: '≤ 0.4 × the faster',
    measure: second(changeOne),
  },
  {
    name: 'one-alone',
    title: '1 of 1,000 files saved and synced by itself, 200 ms',
    protocol: 'ftp',
    line: VERY_LONG,
    reach: '8 round trips: 1.6 s own',
    measure: alone(),
  },
  {
    name: 'nothing-changed-many',
    title: 'Nothing changed, 20,000 files in 3,000 folders',
    protocol: 'ftp',
    line: LONG,
    reach: '≤ 0.2 × the faster',
    measure: second(
      () => Promise.resolve(),
      (root) => smallFiles(root, 20_000, FILE_BYTES, 3000),
    ),
  },
  {
    name: 'alike',
    title: 'First comparison of two trees already alike, 5,000 files, times lost',
    protocol: 'ftp',
    line: LONG,
    reach: '≤ 0.5 × the faster',
    measure: alike(),
  },
  ...[VERY_LONG, SHORT].flatMap((line): readonly BenchCase[] => [
    {
      name: `nothing-changed-${line.roundTripMs}`,
      title: `Nothing changed, ${SMALL}, ${line.roundTripMs} ms`,
      protocol: 'ftp',
      line,
      reach: '≤ 0.7 × the faster',
      measure: second(() => Promise.resolve()),
    },
    {
      name: `ten-changed-${line.roundTripMs}`,
      title: `10 of 1,000 files changed, ${line.roundTripMs} ms`,
      protocol: 'ftp',
      line,
      reach: '≤ 0.7 × the faster',
      measure: tenChanged(),
    },
  ]),
  ...(['proftpd', 'vsftpd'] as const).flatMap((server): readonly BenchCase[] => [
    {
      name: `nothing-changed-${server}`,
      title: `Nothing changed, ${SMALL}, ${server}`,
      protocol: 'ftp',
      line: LONG,
      server,
      reach: '≤ 0.7 × the faster',
      measure: second(() => Promise.resolve()),
    },
    {
      name: `ten-changed-${server}`,
      title: `10 of 1,000 files changed, ${server}`,
      protocol: 'ftp',
      line: LONG,
      server,
      reach: '≤ 0.7 × the faster',
      measure: tenChanged(),
    },
  ]),
  ...[LONG, VERY_LONG].flatMap((line): readonly BenchCase[] =>
    (['upload', 'download'] as const).map((direction) => ({
      name: `automatic-${direction}-${line.roundTripMs}`,
      title: `First ${direction}, ${SMALL}, ${line.roundTripMs} ms`,
      protocol: 'ftp',
      line,
      reach: 'quicker than 6',
      measure: first(direction, (root) => smallFiles(root), TUNED),
    })),
  ),
  {
    name: 'automatic-big-upload',
    title: '8 files of 16 MiB up, 100 Mbit/s and 40 ms',
    protocol: 'ftp',
    line: { ...LONG, megabits: 100 },
    reach: 'as quick as 6',
    measure: first('upload', (root) => smallFiles(root, 8, 16 * 1024 * 1024, 1), TUNED),
  },
  ...(['ftp', 'ftps', 'sftp'] as const).flatMap((protocol): readonly BenchCase[] =>
    (['upload', 'download'] as const).map((direction) => ({
      name: `gigabit-${direction}-${protocol}`,
      title: `512 MiB ${direction === 'upload' ? 'up' : 'down'}, ${protocol.toUpperCase()}, 1 Gbit/s and 10 ms`,
      protocol,
      line: GIGABIT,
      reach: '≤ 1.05 × the faster',
      measure: big(direction),
    })),
  ),
  {
    name: 'big-upload',
    title: '512 MiB up, loopback',
    protocol: 'ftp',
    line: 'loopback',
    reach: '≤ 1.11 × the faster',
    measure: big('upload'),
  },
  {
    name: 'big-download',
    title: '512 MiB down, loopback',
    protocol: 'ftp',
    line: 'loopback',
    reach: '≤ 1.11 × the faster',
    measure: big('download'),
  },
  {
    name: 'big-upload-tls',
    title: '512 MiB up, FTPS, loopback',
    protocol: 'ftps',
    line: 'loopback',
    reach: '≤ 1.11 × the faster',
    measure: big('upload'),
  },
  {
    name: 'big-download-tls',
    title: '512 MiB down, FTPS, loopback',
    protocol: 'ftps',
    line: 'loopback',
    reach: '≤ 1.11 × the faster',
    measure: big('download'),
  },
  {
    name: 'sftp-upload',
    title: `SFTP, first upload, ${SMALL}`,
    protocol: 'sftp',
    line: LONG,
    reach: '< 1 × the faster',
    measure: first('upload', (root) => smallFiles(root)),
  },
  {
    name: 'sftp-big-upload',
    title: 'SFTP, 512 MiB up',
    protocol: 'sftp',
    line: LONG,
    reach: '< 1 × the faster',
    measure: big('upload'),
  },
  {
    name: 'sftp-big-download',
    title: 'SFTP, 512 MiB down',
    protocol: 'sftp',
    line: LONG,
    reach: '< 1 × the faster',
    measure: big('download'),
  },
  {
    name: 'sftp-big-upload-loopback',
    title: 'SFTP, 512 MiB up, loopback',
    protocol: 'sftp',
    line: 'loopback',
    reach: 'no aim',
    measure: big('upload'),
  },
  {
    name: 'sftp-big-download-loopback',
    title: 'SFTP, 512 MiB down, loopback',
    protocol: 'sftp',
    line: 'loopback',
    reach: 'no aim',
    measure: big('download'),
  },
  {
    name: 'many',
    title: '100,000 files of 1 KiB up, loopback',
    protocol: 'ftp',
    line: 'loopback',
    reach: '< 250 MB',
    measure: first('upload', (root) => smallFiles(root, MANY, 1024), [evenkeel]),
  },
  {
    name: 'huge',
    title: 'One file of 10 GB up, loopback',
    protocol: 'ftp',
    line: 'loopback',
    reach: '< 250 MB',
    measure: first('upload', hugeFile, [evenkeel]),
  },
  {
    name: 'sftp-many',
    title: 'SFTP, 100,000 files of 1 KiB up, loopback',
    protocol: 'sftp',
    line: 'loopback',
    reach: '< 250 MB',
    measure: first('upload', (root) => smallFiles(root, MANY, 1024), [evenkeel]),
  },
  {
    name: 'sftp-huge',
    title: 'SFTP, one file of 10 GB up, loopback',
    protocol: 'sftp',
    line: 'loopback',
    reach: '< 250 MB',
    measure: first('upload', hugeFile, [evenkeel]),
  },
];
