import type { PlanItem } from '../../../shared/plan/plan.js';

/** What comparing the contents of both sides says of one path. */
export type Verification =
  | 'same'
  | 'different'
  | 'only-local'
  | 'only-remote'
  /** A side could not be read there, so that nothing is known. */
  | 'unread'
  /** It takes no part: a filter leaves it out, or it is neither file nor folder. */
  | 'left-out';

/** How many files and folders came to what. Folders that both sides have are not counted. */
export type VerificationCounts = Readonly<Record<Verification, number>>;

/**
 * What an item of a plan that was made by content says of both sides; `undefined` for folders that both have, and where neither has
 * anything. Nothing is called the same unless its content was compared.
 */
export function verificationOf(item: PlanItem): Verification | undefined {
  const { action, content, problem } = item;
  const [local, remote] = [item.local.entry, item.remote.entry];
  if (local === undefined && remote === undefined) return undefined;
  if (action.kind === 'leave') {
    if (action.reason === 'unreadable') return 'unread';
    if (action.reason === 'filtered' || action.reason === 'not-a-file' || action.reason === 'unsafe-name')
      return 'left-out';
  }
  // What a filter leaves out may go on the target side.
  if (action.kind === 'delete' && problem !== undefined) return 'left-out';
  if (local === undefined) return 'only-remote';
  if (remote === undefined) return 'only-local';
  if (local.kind === 'folder' && remote.kind === 'folder') return undefined;
  if (local.kind === 'link' && remote.kind === 'link')
    return local.target === remote.target ? 'same' : 'different';
  if (local.kind !== 'file' || remote.kind !== 'file') return 'different';
  if (content !== undefined) return content;
  return local.size === remote.size ? 'unread' : 'different';
}

/** Counts what the items of a plan say. */
export function countVerifications(items: Iterable<PlanItem>): VerificationCounts {
  const counts: Record<Verification, number> = {
    same: 0,
    different: 0,
    'only-local': 0,
    'only-remote': 0,
    unread: 0,
    'left-out': 0,
  };
  for (const item of items) {
    const found = verificationOf(item);
    if (found !== undefined) counts[found] += 1;
  }
  return counts;
}

/** How many items the sides differ in. */
export function differencesIn(counts: VerificationCounts): number {
  return counts.different + counts['only-local'] + counts['only-remote'];
}
