import { assertNever } from '../../../shared/assert-never.js';
import type { Problem } from '../../../shared/problem.js';
import type { Overlap } from '../../profiles/overlap.js';
import { profilesText } from '../../profiles/text.js';

/** Why a profile cannot be saved as it is. */
export type DraftFault =
  | { readonly kind: 'address' }
  | { readonly kind: 'local-path'; readonly path: string }
  | { readonly kind: 'remote-path'; readonly path: string }
  /** The local folder is the first one. */
  | { readonly kind: 'overlap'; readonly overlap: Overlap };

/** Tells the user what is wrong with a profile that they want to save. */
export function refusedDraft(fault: DraftFault): Problem {
  const text = profilesText.draft;
  switch (fault.kind) {
    case 'address':
      return invalid(text.address);
    case 'local-path':
      return invalid(text.localPath(fault.path));
    case 'remote-path':
      return invalid(text.remotePath(fault.path));
    case 'overlap':
      return invalid(text.overlap(fault.overlap));
    default:
      return assertNever(fault);
  }
}

function invalid(words: Pick<Problem, 'what' | 'advice'>): Problem {
  return { kind: 'invalid', ...words };
}

/** The problem of a profile that is not there (any more). */
export function gone(): Problem {
  return {
    kind: 'not-found',
    ...profilesText.gone,
  };
}
