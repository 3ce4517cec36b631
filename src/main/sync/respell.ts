import { otherSide, type Entry, type Side, type Sides } from '../../shared/entry.js';
import { joinPath } from '../../shared/path.js';
import { createdOn, type Action, type PlanItem } from '../../shared/plan.js';
import type { Problem } from '../../shared/problem.js';
import type { Policy } from './policy.js';
import type { FolderPair } from './reconcile.js';
import { sameStamp } from './stamps.js';

type Folder = Pick<FolderPair, 'folder' | 'entries' | 'foldsNames'>;

/** S9: what becomes of an item whose name differs from `others` only as some systems do not see; they are there as well. */
export function withClash(
  item: PlanItem,
  others: readonly string[] | undefined,
  pair: Folder,
  { caseRule }: Pick<Policy, 'caseRule'>,
): PlanItem {
  if (others === undefined || !doesSomething(item.action)) return item;
  const problem = clashProblem(item, others);
  const target = createdOn(item.action);
  // There, the one would take the other's place.
  if (target !== undefined && pair.foldsNames[target] && holdsAny(pair.entries[target], others)) {
    return { ...item, action: { kind: 'leave', reason: 'unsafe-name' }, conflict: undefined, problem };
  }
  if (caseRule === 'strict') return item;
  const respelled = caseRule === 'stop' ? undefined : respelling(item, others, pair, caseRule);
  if (respelled !== undefined) return { ...item, action: respelled };
  return { ...item, action: { kind: 'conflict', conflict: 'names-clash' }, conflict: 'names-clash', problem };
}

function doesSomething({ kind }: Action): boolean {
  return kind !== 'equal' && kind !== 'forget' && kind !== 'leave';
}

function holdsAny(entries: Sides<ReadonlyMap<string, Entry>>[Side], names: readonly string[]): boolean {
  return names.some((name) => entries.has(name));
}

/**
 * One file under two spellings: where the policy prefers the spelling of a side, the other side's file is renamed. Only files that
 * are even otherwise; anything else is for somebody to decide.
 */
function respelling(
  item: PlanItem,
  [other, ...more]: readonly string[],
  { folder, entries, foldsNames }: Folder,
  preferred: Side,
): Action | undefined {
  if (other === undefined || more.length > 0) return undefined;
  const here: Side = item.local.entry !== undefined ? 'local' : 'remote';
  const there = otherSide(here);
  if (item[there].entry !== undefined || entries[here].has(other)) return undefined;
  const one = item[here].entry;
  const twin = entries[there].get(other);
  if (one?.kind !== 'file' || twin?.kind !== 'file' || !sameStamp(one, twin)) return undefined;
  const on = otherSide(preferred);
  // There, the two spellings are one: nothing can be renamed, and nothing need be.
  if (foldsNames[on]) return undefined;
  const path = joinPath(folder, other);
  return here === preferred ? { kind: 'move', on, from: path } : { kind: 'moved', on, to: path };
}

function clashProblem({ path }: PlanItem, others: readonly string[]): Problem {
  const names = others.map((other) => `“${other}”`).join(' and ');
  return {
    kind: 'name-refused',
    what: `The name of “${path}” differs from ${names} only in its spelling, and some systems take them for one.`,
    advice: 'Rename one of them, or say in the profile what such names mean.',
    path,
  };
}
