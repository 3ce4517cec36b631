import { refused, type Answer } from '../../../../shared/ipc.js';
import { profilesText as text } from '../../../profiles/text.js';

/**
 * Saves each draft as a new profile, one after the other, as if somebody had filled in the form; one that cannot be saved stops none of the others.
 * Tells how many were saved where that is not all of them, and why not.
 */
export async function importDrafts<T>(
  drafts: readonly T[],
  save: (draft: T) => Promise<Answer<unknown>>,
): Promise<Answer<null>> {
  const answers: Answer<unknown>[] = [];
  for (const draft of drafts) answers.push(await save(draft));
  const first = answers.find((answer) => answer.kind === 'refused');
  if (first === undefined) return { kind: 'ok', value: null };
  const imported = answers.filter(({ kind }) => kind === 'ok').length;
  const { problem } = first;
  return refused({ ...problem, ...text.onlySome(imported, drafts.length, problem) });
}
