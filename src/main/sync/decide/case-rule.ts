import { otherSide, type Entry, type Side, type Sides } from '../../../shared/entry/entry.js';
import { createdOn, type Action, type PlanItem } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';
import { sourceIn } from './decide.js';
import type { Policy } from '../base/policy.js';
import type { FolderPair } from './folder-pair.js';
import { sameSizeAndTimeAcross } from '../base/entry-comparison.js';

type Folder = Pick<FolderPair, 'entries' | 'foldsNames'>;
type Rules = Pick<Policy, 'caseRule' | 'mode'>;

/**
 * S9: what becomes of an item whose name differs from `others` only as some systems do not see; they are there as well. `items` says
 * what the rules decided about each name of the folder by itself.
 */
export function withClash(
  item: PlanItem,
  others: readonly string[] | undefined,
  items: ReadonlyMap<string, PlanItem>,
  pair: Folder,
  rules: Rules,
): PlanItem {
  const { caseRule } = rules;
  if (others === undefined) return item;
  const [other, ...more] = others;
  const variant = other === undefined || more.length > 0 ? undefined : items.get(other);
  const renamed = variant === undefined ? undefined : caseOnlyRename(item, variant, rules);
  if (renamed !== undefined) return { ...item, action: renamed, conflict: undefined };
  if (!doesSomething(item.action)) return item;
  const problem = clashProblem(item, others);
  const target = createdOn(item.action);
  // There, the one would take the other's place.
  if (target !== undefined && pair.foldsNames[target] && holdsAny(pair.entries[target], others)) {
    return { ...item, action: { kind: 'leave', reason: 'unsafe-name' }, conflict: undefined, problem };
  }
  if (caseRule === 'strict') return { ...item, alike: others };
  const conflict = 'names-clash';
  return { ...item, action: { kind: 'conflict', conflict }, conflict, alike: others, problem };
}

function doesSomething({ kind }: Action): boolean {
  return kind !== 'equal' && kind !== 'forget' && kind !== 'leave';
}

function holdsAny(entries: Sides<ReadonlyMap<string, Entry>>[Side], names: readonly string[]): boolean {
  return names.some((name) => entries.has(name));
}

/**
 * One file under two spellings: where the policy prefers the spelling of a side, the other side's file is renamed, if the mode may
 * change that. Only files that are in sync otherwise; anything else is for somebody to decide.
 */
function caseOnlyRename(item: PlanItem, other: PlanItem, { caseRule, mode }: Rules): Action | undefined {
  if (caseRule === 'stop' || caseRule === 'strict') return undefined;
  if (!mayTakePart(item.action) || !mayTakePart(other.action)) return undefined;
  const here: Side = item.local.entry !== undefined ? 'local' : 'remote';
  const there = otherSide(here);
  if (item[there].entry !== undefined || other[here].entry !== undefined) return undefined;
  const one = item[here].entry;
  const variant = other[there].entry;
  if (one?.kind !== 'file' || variant?.kind !== 'file' || !sameSizeAndTimeAcross(one, variant))
    return undefined;
  const on = otherSide(caseRule);
  if (sourceIn(mode) === on) return undefined;
  return here === caseRule ? { kind: 'move', on, from: other.path } : { kind: 'moved', on, to: other.path };
}

/** Neither a filter nor its name keeps it out. */
function mayTakePart(action: Action): boolean {
  return action.kind !== 'leave' || action.reason === 'mode';
}

function clashProblem({ path }: PlanItem, others: readonly string[]): Problem {
  const names = others.map((other) => `“${other}”`).join(' and ');
  return {
    kind: 'name-refused',
    what: `The name of “${path}” differs from ${names} only in spelling, and some systems treat them as the same name.`,
    advice: 'Rename one of them, or choose in the profile how such names are treated.',
    path,
  };
}
