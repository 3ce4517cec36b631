import { readExactly } from '../../../shared/merge/encode.js';
import { agreedText, mergeText, writeMerged } from '../../../shared/merge/merge-text.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { problemOf } from '../../../shared/problem-error.js';
import { shown } from '../../../shared/format/shown.js';
import { readVersions, type VersionSources } from '../../sync/merge/read-versions.js';
import type { Plan } from '../../sync/plan/plan.js';
import { conflictText } from '../text/conflicts.js';
import { textDifference } from './text-difference.js';

/** What merging both versions of an item comes to. */
export type MergeResult =
  | {
      readonly kind: 'clean';
      readonly content: Uint8Array;
      /** How it differs from the local version, line by line. */
      readonly difference: readonly string[];
    }
  | { readonly kind: 'not'; readonly why: string };

/** Merges both versions of an item, if their changes do not overlap. Changes nothing. Rejects with `stopped` only. */
export async function mergeFor(
  item: PlanItem,
  { plan, ...sources }: VersionSources & { readonly plan: Pick<Plan, 'canMerge'> },
): Promise<MergeResult> {
  if (!plan.canMerge(item.path)) return { kind: 'not', why: conflictText.merge.impossible };
  try {
    const versions = await readVersions(item, sources);
    const merging = mergeText(versions);
    if (merging.kind !== 'merged') return { kind: 'not', why: conflictText.merge[merging.kind] };
    const text = agreedText(merging.chunks);
    if (text === undefined) {
      const why = merging.threeWay ? conflictText.merge.overlap : conflictText.merge.noBase;
      return { kind: 'not', why };
    }
    const content = writeMerged(text, merging.how);
    if (content === undefined) return { kind: 'not', why: conflictText.merge['too-large'] };
    return { kind: 'clean', content, difference: differenceTo(versions.local, content) };
  } catch (error) {
    const problem = problemOf(error);
    if (problem.kind === 'stopped') throw error;
    return { kind: 'not', why: problem.what };
  }
}

function differenceTo(local: Uint8Array, merged: Uint8Array): readonly string[] {
  const lines = textDifference(readExactly(local)?.text ?? '', readExactly(merged)?.text ?? '');
  if (lines === undefined) return [conflictText.tooManyDifferences];
  return lines.length === 0
    ? [conflictText.merge.sameAsLocal]
    : [conflictText.merge.heading, ...lines.map(shown)];
}
