import type { Finding } from '../../finding.js';

type FileSystem = Omit<Extract<Finding, { kind: 'file-system' }>, 'kind'>;

const HERE = { elsewhere: false, timesToMs: undefined } as const;
const ELSEWHERE = { elsewhere: true, timesToMs: undefined } as const;

/** By the numbers that Linux gives them: statfs(2), and linux/magic.h. */
const KNOWN: ReadonlyMap<number, FileSystem> = new Map<number, FileSystem>([
  [0xef53, { name: 'ext4', ...HERE }],
  [0x58465342, { name: 'XFS', ...HERE }],
  [0x9123683e, { name: 'Btrfs', ...HERE }],
  [0x2fc12fc1, { name: 'ZFS', ...HERE }],
  [0xf2f52010, { name: 'F2FS', ...HERE }],
  [0x01021994, { name: 'tmpfs', ...HERE }],
  [0x794c7630, { name: 'overlayfs', ...HERE }],
  [0x482b, { name: 'HFS+', ...HERE, timesToMs: 1_000 }],
  [0x4d44, { name: 'FAT', ...HERE, timesToMs: 2_000 }],
  [0x2011bab0, { name: 'exFAT', ...HERE }],
  [0x5346544e, { name: 'NTFS', ...HERE }],
  [0x7366746e, { name: 'NTFS', ...HERE }],
  [0x6969, { name: 'NFS', ...ELSEWHERE }],
  [0x517b, { name: 'SMB', ...ELSEWHERE }],
  [0xff534d42, { name: 'SMB', ...ELSEWHERE }],
  [0xfe534d42, { name: 'SMB', ...ELSEWHERE }],
  [0x00c36400, { name: 'Ceph', ...ELSEWHERE }],
  // A drive of this computer, or one at the other end of the world: only the program behind it knows.
  [0x65735546, { name: 'FUSE', elsewhere: undefined, timesToMs: undefined }],
]);

/** What kind of file system has this number under Linux; `undefined` where that is not known. */
export function fileSystemOf(type: number): Finding | undefined {
  const known = KNOWN.get(type >>> 0);
  return known && { kind: 'file-system', ...known };
}
