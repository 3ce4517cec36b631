import { assertNever } from '../../shared/assert-never.js';
import type { Problem } from '../../shared/problem.js';
import type { Overlap } from '../profiles/overlap.js';

/** Why a profile cannot be saved as it is. */
export type DraftFault =
  | { readonly kind: 'address' }
  | { readonly kind: 'local-path'; readonly path: string }
  | { readonly kind: 'remote-path'; readonly path: string }
  /** The local folder is the first one. */
  | { readonly kind: 'overlap'; readonly overlap: Overlap };

/** Tells the user what is wrong with a profile that they want to save. */
export function refusedDraft(fault: DraftFault): Problem {
  switch (fault.kind) {
    case 'address':
      return invalid(
        'The address of the remote folder is not valid.',
        'It should look like ftp://server/folder; enter user name and password in their own fields.',
      );
    case 'local-path':
      return invalid(
        `“${fault.path}” is not the full path of a folder.`,
        'Choose the local folder with the button beside the field.',
      );
    case 'remote-path':
      return invalid(
        `“${fault.path}” is neither an address nor the full path of a folder.`,
        'A remote folder looks like ftp://server/folder, or is a full path on this computer.',
      );
    case 'overlap':
      return invalid(OVERLAPS[fault.overlap], 'Choose two folders that don’t contain each other.');
    default:
      return assertNever(fault);
  }
}

const OVERLAPS: Readonly<Record<Overlap, string>> = {
  same: 'The remote folder is the local folder itself.',
  'second-inside-first': 'The remote folder is inside the local folder.',
  'first-inside-second': 'The local folder is inside the remote folder.',
};

function invalid(what: string, advice: string): Problem {
  return { kind: 'invalid', what, advice };
}
