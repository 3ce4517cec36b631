import { buffer } from 'node:stream/consumers';
import { explain } from '../../../shared/plan/explain.js';
import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { settlementsIn, type PlanItem, type Settlement } from '../../../shared/plan/plan.js';
import { problemOf, stoppedError } from '../../../shared/problem-error.js';
import { formatSize } from '../../../shared/format/size.js';
import { shown } from '../../../shared/format/shown.js';
import type { Session } from '../../session/session.js';
import { compareContent } from '../../sync/content/content-proof.js';
import type { Plan } from '../../sync/plan/plan.js';
import { resolvedBy } from '../../sync/decide/automatic-resolution.js';
import type { Policy } from '../../sync/base/policy.js';
import { HELP, QUESTION, readAnswer, type Answer, type Choice } from './answer.js';
import type { Asker } from './asker.js';
import { textDifference } from './text-difference.js';

/** Larger files are not shown on a terminal. */
const SHOWN_BYTES = 256 * 1024;

export interface Asking {
  readonly plan: Plan;
  readonly policy: Policy;
  readonly targets: Session['targets'];
  readonly asker: Asker;
  readonly signal: AbortSignal;
  /** Writes a line where the questions are. */
  readonly say: (line: string) => void;
}

/**
 * Asks about every conflict that nothing settles, and settles the plan as the answers say. Changes nothing on either side. Rejects
 * with `stopped` where the user ends it.
 */
export async function settleConflicts(asking: Asking): Promise<void> {
  const { plan } = asking;
  let forAll: Answer | undefined;
  // Settling a folder may open what lies in it.
  for (let open = openIn(plan); open.length > 0; open = openIn(plan)) {
    for (const [index, path] of open.entries()) {
      const item = plan.items.get(path);
      if (item?.action.kind !== 'conflict') continue;
      let settlement = forAll === undefined ? undefined : settlementOf(item, forAll.choice, asking.policy);
      if (settlement === undefined) {
        asking.say(`Conflict ${index + 1} of ${open.length}: ${shown(path)}`);
        for (const line of factsOf(item)) asking.say(`  ${line}`);
      }
      while (settlement === undefined) {
        const answer = await askOnce(asking);
        settlement = await react(item, answer.choice, asking);
        if (settlement !== undefined && answer.all) forAll = answer;
      }
      plan.settle([path], settlement);
    }
  }
}

async function askOnce({ asker, say }: Asking): Promise<Answer> {
  for (;;) {
    const text = await asker.line(QUESTION);
    if (text === undefined) throw stoppedError();
    const answer = readAnswer(text);
    if (answer !== undefined) return answer;
    say('  Type one of these letters; h explains them.');
  }
}

/** Does what an answer asks for; resolves with the settlement, or with nothing where the question stays open. */
async function react(item: PlanItem, choice: Choice, asking: Asking): Promise<Settlement | undefined> {
  const { say, targets, signal, policy } = asking;
  switch (choice) {
    case 'help':
      for (const line of HELP) say(`  ${line}`);
      return undefined;
    case 'compare': {
      const verdict = isFilePair(item) ? await compareContent(targets, item.path, true, signal) : undefined;
      say(
        verdict === undefined
          ? '  They cannot be compared.'
          : `  The contents are ${verdict === 'same' ? 'the same' : 'different'}.`,
      );
      return undefined;
    }
    case 'difference':
      for (const line of await differenceOf(item, asking)) say(`  ${line}`);
      return undefined;
    case 'local':
    case 'remote':
    case 'skip':
    case 'older':
    case 'newer': {
      const settlement = settlementOf(item, choice, policy);
      if (settlement === undefined) say(`  ${whyNot(choice, policy)}`);
      return settlement;
    }
  }
}

function settlementOf(item: PlanItem, choice: Choice, policy: Policy): Settlement | undefined {
  if (choice === 'local' || choice === 'remote' || choice === 'skip') {
    return settlementsIn(policy.mode).includes(choice) ? choice : undefined;
  }
  if (item.conflict === undefined || (choice !== 'older' && choice !== 'newer')) return undefined;
  return resolvedBy(item, item.conflict, { ...policy, resolve: choice });
}

function whyNot(choice: Choice, { mode }: Policy): string {
  return choice === 'older' || choice === 'newer'
    ? 'Their times can’t decide this.'
    : `That would change the side that ${mode} never changes.`;
}

function openIn(plan: Plan): readonly ItemPath[] {
  const open: ItemPath[] = [];
  for (const { path, action } of plan.items.values()) if (action.kind === 'conflict') open.push(path);
  return open;
}

function factsOf(item: PlanItem): readonly string[] {
  return [explain(item), `local:  ${entryWords(item, 'local')}`, `remote: ${entryWords(item, 'remote')}`];
}

function entryWords(item: PlanItem, side: Side): string {
  const { entry } = item[side];
  switch (entry?.kind) {
    case undefined:
      return 'nothing';
    case 'folder':
      return 'a folder';
    case 'link':
      return 'a symbolic link';
    case 'other':
      return 'neither a file nor a folder';
    case 'file': {
      const time = entry.modified === undefined ? 'at an unknown time' : timeWords(entry.modified.ms);
      return `${formatSize(entry.size)}, changed ${time}`;
    }
  }
}

function timeWords(ms: number): string {
  return new Date(ms).toLocaleString('sv');
}

function isFilePair({ local, remote }: PlanItem): boolean {
  return local.entry?.kind === 'file' && remote.entry?.kind === 'file';
}

async function differenceOf(item: PlanItem, asking: Asking): Promise<readonly string[]> {
  const { local, remote } = item;
  if (local.entry?.kind !== 'file' || remote.entry?.kind !== 'file')
    return ['Only two files can be compared.'];
  if (local.entry.size > SHOWN_BYTES || remote.entry.size > SHOWN_BYTES)
    return ['They are too large to show here.'];
  try {
    const [here, there] = await Promise.all([
      textOf(item.path, 'local', asking),
      textOf(item.path, 'remote', asking),
    ]);
    if (here === undefined || there === undefined) return ['They are not text.'];
    const lines = textDifference(here, there);
    if (lines === undefined) return ['There are too many differences to show here.'];
    if (lines.length === 0) return ['Their lines are the same.'];
    return ['- local, + remote', ...lines.map(shown)];
  } catch (error) {
    const problem = problemOf(error);
    if (problem.kind === 'stopped') throw error;
    return [problem.what];
  }
}

/** What a side has under the path; `undefined` where it is no UTF-8 text. */
async function textOf(path: ItemPath, side: Side, { targets, signal }: Asking): Promise<string | undefined> {
  const bytes = await buffer(await targets[side].read(path, { signal }));
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
