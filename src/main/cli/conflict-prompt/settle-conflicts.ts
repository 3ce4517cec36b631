import { buffer } from 'node:stream/consumers';
import { explain } from '../../../shared/plan/explain.js';
import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { settlementsFor, type PlanItem, type SimpleSettlement } from '../../../shared/plan/plan.js';
import { problemOf, stoppedError } from '../../../shared/problem-error.js';
import { shown } from '../../../shared/format/shown.js';
import type { Session } from '../../session/session.js';
import { compareContent } from '../../sync/content/content-proof.js';
import type { Plan } from '../../sync/plan/plan.js';
import { resolvedBy } from '../../sync/decide/automatic-resolution.js';
import type { Policy } from '../../sync/base/policy.js';
import { readAnswer, type Answer, type Choice } from './answer.js';
import type { Asker } from './asker.js';
import { mergeFor } from './merge-for.js';
import { textDifference } from './text-difference.js';
import { conflictText } from '../text/conflicts.js';
import { isoLocal } from '../../../shared/format/iso-time.js';
import { firstDifferenceOf } from './first-difference.js';

/** Larger files are not shown on a terminal. */
const SHOWN_BYTES = 256 * 1024;

export interface PromptContext {
  readonly plan: Plan;
  readonly policy: Policy;
  readonly targets: Session['targets'];
  readonly state: Session['state'];
  readonly asker: Asker;
  readonly signal: AbortSignal;
  /** Writes a line where the questions are. */
  readonly say: (line: string) => void;
}

/**
 * Asks about every conflict that nothing settles, and settles the plan as the answers say. Changes nothing on either side. Rejects
 * with `stopped` where the user ends it.
 */
export async function settleConflicts(prompting: PromptContext): Promise<void> {
  const { plan } = prompting;
  let forAll: Answer | undefined;
  // Settling a folder may open what lies in it.
  for (let open = openIn(plan); open.length > 0; open = openIn(plan)) {
    for (const [index, path] of open.entries()) {
      const item = plan.items.get(path);
      if (item?.action.kind !== 'conflict') continue;
      if (forAll !== undefined && (await settlesLikeOthers(item, forAll.choice, prompting))) continue;
      prompting.say(conflictText.heading(index + 1, open.length, path));
      for (const line of factsOf(item)) prompting.say(`  ${line}`);
      for (let settled = false; !settled;) {
        const answer = await askOnce(prompting);
        settled = await handleAnswer(item, answer, prompting);
        if (settled && answer.all) forAll = answer;
      }
    }
  }
}

async function askOnce({ asker, say }: PromptContext): Promise<Answer> {
  for (;;) {
    const text = await asker.line(conflictText.question);
    if (text === undefined) throw stoppedError();
    const answer = readAnswer(text);
    if (answer !== undefined) return answer;
    say(`  ${conflictText.unknownAnswer}`);
  }
}

/** Settles an item as one before it, without a word; says whether that could be. */
async function settlesLikeOthers(item: PlanItem, choice: Choice, prompting: PromptContext): Promise<boolean> {
  const { plan, policy } = prompting;
  if (choice === 'merge') {
    const result = await mergeFor(item, prompting);
    if (result.kind !== 'clean') return false;
    plan.settleMerge(item.path, result.content);
    return true;
  }
  const settlement = settlementOf(item, choice, policy);
  if (settlement !== undefined) plan.settle([item.path], settlement);
  return settlement !== undefined;
}

/** Does what an answer asks for; says whether it settled the item. */
async function handleAnswer(
  item: PlanItem,
  { choice, all }: Answer,
  prompting: PromptContext,
): Promise<boolean> {
  const { say, plan, targets, signal, policy } = prompting;
  switch (choice) {
    case 'help':
      for (const line of conflictText.help) say(`  ${line}`);
      return false;
    case 'compare': {
      const verdict = isFilePair(item) ? await compareContent(targets, item.path, true, signal) : undefined;
      const result =
        verdict === undefined ? conflictText.notComparable : conflictText.contents(verdict === 'same');
      say(`  ${result}`);
      return false;
    }
    case 'difference':
      for (const line of await differenceOf(item, prompting)) say(`  ${line}`);
      return false;
    case 'merge':
      return settleMerge(item, all, prompting);
    case 'local':
    case 'remote':
    case 'skip':
    case 'keep-both':
    case 'older':
    case 'newer': {
      const settlement = settlementOf(item, choice, policy);
      if (settlement === undefined) say(`  ${whyNot(choice, policy)}`);
      else plan.settle([item.path], settlement);
      return settlement !== undefined;
    }
  }
}

/** Merges both versions where their changes do not overlap; shows what comes of it, and asks unless it is for all that remain. */
async function settleMerge(item: PlanItem, all: boolean, prompting: PromptContext): Promise<boolean> {
  const { plan, asker, say } = prompting;
  const result = await mergeFor(item, prompting);
  if (result.kind === 'not') {
    say(`  ${result.why}`);
    return false;
  }
  for (const line of result.difference) say(`  ${line}`);
  if (!all && (await asker.line(conflictText.useMerged))?.trim().toLowerCase() !== 'y') return false;
  plan.settleMerge(item.path, result.content);
  return true;
}

function settlementOf(item: PlanItem, choice: Choice, policy: Policy): SimpleSettlement | undefined {
  if (choice === 'local' || choice === 'remote' || choice === 'skip' || choice === 'keep-both') {
    return settlementsFor(item, policy.mode).includes(choice) ? choice : undefined;
  }
  if (item.conflict === undefined || (choice !== 'older' && choice !== 'newer')) return undefined;
  const resolved = resolvedBy(item, item.conflict, { ...policy, resolve: choice });
  return resolved === 'merge' ? undefined : resolved;
}

function whyNot(choice: Choice, { mode }: Policy): string {
  if (choice === 'keep-both' && mode === 'two-way') return conflictText.onlyFilesAreKept;
  return choice === 'older' || choice === 'newer'
    ? conflictText.timesDecideNothing
    : conflictText.againstMode(mode);
}

function openIn(plan: Plan): readonly ItemPath[] {
  const open: ItemPath[] = [];
  for (const { path, action } of plan.items.values()) if (action.kind === 'conflict') open.push(path);
  return open;
}

function factsOf(item: PlanItem): readonly string[] {
  return [
    explain(item),
    `${conflictText.local} ${conflictText.entry(item.local.entry, isoLocal)}`,
    `${conflictText.remote} ${conflictText.entry(item.remote.entry, isoLocal)}`,
  ];
}

function isFilePair({ local, remote }: PlanItem): boolean {
  return local.entry?.kind === 'file' && remote.entry?.kind === 'file';
}

async function differenceOf(item: PlanItem, prompting: PromptContext): Promise<readonly string[]> {
  const { local, remote } = item;
  if (local.entry?.kind !== 'file' || remote.entry?.kind !== 'file') return [conflictText.onlyFiles];
  try {
    return local.entry.size > SHOWN_BYTES || remote.entry.size > SHOWN_BYTES
      ? [await firstDifferenceIn(item.path, prompting)]
      : await linesThatDiffer(item.path, prompting);
  } catch (error) {
    const problem = problemOf(error);
    if (problem.kind === 'stopped') throw error;
    return [problem.what];
  }
}

async function firstDifferenceIn(path: ItemPath, { targets, signal }: PromptContext): Promise<string> {
  const found = await firstDifferenceOf(
    targets.local.read(path, { signal }),
    targets.remote.read(path, { signal }),
  );
  return found === undefined
    ? conflictText.sameContents
    : conflictText.firstDifference(found.offset, found.line);
}

async function linesThatDiffer(path: ItemPath, prompting: PromptContext): Promise<readonly string[]> {
  const [here, there] = await Promise.all([
    textOf(path, 'local', prompting),
    textOf(path, 'remote', prompting),
  ]);
  if (here === undefined || there === undefined) return [conflictText.notText];
  const lines = textDifference(here, there);
  if (lines === undefined) return [conflictText.tooManyDifferences];
  return lines.length === 0
    ? [conflictText.sameLines]
    : [conflictText.differenceHeading, ...lines.map(shown)];
}

/** What a side has under the path; `undefined` where it is no UTF-8 text. */
async function textOf(
  path: ItemPath,
  side: Side,
  { targets, signal }: PromptContext,
): Promise<string | undefined> {
  const bytes = await buffer(await targets[side].read(path, { signal }));
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
