import { useEffect, useState } from 'react';
import type { FileEntry, Side } from '../../../shared/entry/entry.js';
import type { Versions } from '../../../shared/merge/merge-text.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { readBase } from '../../api/requests.js';
import { TEXT_BYTES } from '../../details/content/content-store.js';
import { useContent } from '../../details/difference/use-content.js';

/** The versions of a file that are to be merged, as far as they have been read. */
export type VersionsRead =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  /** A file is no longer as it was compared. */
  | { readonly kind: 'changed'; readonly side: Side }
  | { readonly kind: 'read'; readonly versions: Versions };

type Files = Readonly<Record<Side, FileEntry>>;

/** Reads both versions of a file, and what both were made from. */
export function useVersions(
  profileId: ProfileId,
  { path }: Pick<PlanItem, 'path'>,
  files: Files,
  attempt: number,
): VersionsRead {
  const [base, setBase] = useState<{ readonly path: string; readonly bytes: Uint8Array | undefined }>();
  const request = (side: Side) => {
    const entry = files[side];
    // As much as is read to show what differs, so that it need not be read again.
    return { profileId, path, side, entry, most: Math.max(TEXT_BYTES, entry.size) };
  };
  const local = useContent(request('local'), attempt);
  const remote = useContent(request('remote'), attempt);
  useEffect(() => {
    let wanted = true;
    void readBase(profileId, path).then((bytes) => {
      // Without it, all that differs is asked about.
      if (wanted) setBase({ path, bytes: bytes ?? undefined });
    });
    return () => {
      wanted = false;
    };
  }, [profileId, path]);
  for (const [side, reading] of [
    ['local', local],
    ['remote', remote],
  ] as const) {
    if (reading?.kind === 'failed') return reading;
    if (reading?.kind !== 'read') return { kind: 'reading' };
    if (!reading.content.asCompared) return { kind: 'changed', side };
  }
  if (local?.kind !== 'read' || remote?.kind !== 'read' || base?.path !== path) return { kind: 'reading' };
  return {
    kind: 'read',
    versions: { base: base.bytes, local: local.content.bytes, remote: remote.content.bytes },
  };
}
