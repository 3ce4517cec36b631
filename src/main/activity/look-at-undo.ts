import { randomUUID } from 'node:crypto';
import type { Profile } from '../../shared/profile/profile.js';
import type { RunId } from '../../shared/run/run.js';
import { previewUndo, type UndoPreview } from '../sync/undo/preview-undo.js';
import type { BothSides } from '../session/both-sides.js';
import { policyOf } from '../session/policy-of.js';

/** What undoing a run of a profile would do; changes nothing (S1). `onProgress` is told how many changes were looked at. */
export function lookAtUndo(
  profile: Profile,
  undoes: RunId,
  sides: BothSides,
  signal: AbortSignal,
  onProgress: (seen: number) => void,
): Promise<UndoPreview> {
  const { versions, own } = policyOf(profile);
  return previewUndo({
    ...sides,
    undoes,
    // Nothing is written under this name.
    runId: randomUUID(),
    profileId: profile.id,
    trigger: 'window',
    versions,
    own,
    signal,
    now: Date.now,
    onProgress,
  });
}
