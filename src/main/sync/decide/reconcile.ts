import type { Above, Descent, FolderPair, Decision } from './folder-pair.js';
import { otherSide, type Entry, type ItemPath, type Side } from '../../../shared/entry/entry.js';
import { explainText } from '../../../shared/plan/text.js';
import { checkName } from '../../../shared/entry/names.js';
import { joinPath } from '../../../shared/entry/path.js';
import {
  createdOn,
  isTypeChange,
  type Action,
  type Observation,
  type PlanItem,
} from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';
import { classify } from './classify.js';
import { decide, isUnreadable, sourceIn } from './decide.js';
import type { CompiledFilters } from '../filters/compile.js';
import { describeFilter } from '../filters/describe.js';
import type { LeftOutBy } from '../filters/verdict.js';
import { findClashes, mayClash } from './name-clashes.js';
import { OwnNames } from '../base/own-names.js';
import type { Policy } from '../base/policy.js';
import { withClash } from './case-rule.js';

/** What a side without anything is like; one for all items of a plan, of which there may be millions. */
const MISSING: Observation = { class: 'missing' };

export interface Reconciled {
  readonly decisions: readonly Decision[];
  readonly descents: readonly Descent[];
}

/**
 * Decides on everything that lies directly in one folder. Pure: the same pair and policy always give the same decisions.
 */
export function reconcileFolder(pair: FolderPair, policy: Policy, filters: CompiledFilters): Reconciled {
  const names = new Set(pair.entries.local.keys());
  for (const name of pair.entries.remote.keys()) names.add(name);
  for (const name of pair.records.keys()) names.add(name);
  const clashes = mayClash(names) ? clashesAmong(names, pair) : undefined;
  const own = new OwnNames(policy.own.names);
  const items = new Map<string, PlanItem>();
  for (const name of [...names].sort()) {
    if (own.has(name)) continue;
    items.set(name, reconcileName(name, pair, policy, filters));
  }
  const decisions: Decision[] = [];
  const descents: Descent[] = [];
  for (const [name, alone] of items) {
    const item = withClash(alone, clashes?.get(name), items, pair, policy);
    decisions.push({ item, above: pair.above });
    const descent = descend(item, pair.above);
    if (descent !== undefined) descents.push(descent);
  }
  return { decisions, descents };
}

function clashesAmong(
  names: ReadonlySet<string>,
  { entries, records }: FolderPair,
): ReadonlyMap<string, readonly string[]> {
  return findClashes(
    Array.from(names, (name) => ({
      name,
      local: entries.local.has(name),
      remote: entries.remote.has(name),
      recorded: records.has(name),
    })),
  );
}

/**
 * What is to happen under one name. Each step takes one kind of case away, so that the next can rely on what is left.
 */
function reconcileName(name: string, pair: FolderPair, policy: Policy, filters: CompiledFilters): PlanItem {
  const record = pair.records.get(name);
  const observe = (side: Side): Observation => {
    const entry = pair.entries[side].get(name);
    if (entry === undefined && record === undefined) return MISSING;
    return { class: classify(side, entry, record, pair.onRecord, policy.comparison), entry };
  };
  const local = observe('local');
  const remote = observe('remote');
  // S9: a name that could lead out of the folder never becomes part of a path.
  if (checkName(name, 'posix') !== undefined) {
    return {
      path: joinPath(pair.folder, printable(name)),
      local,
      remote,
      action: { kind: 'leave', reason: 'unsafe-name' },
      problem: unsafeName(pair, name, local.entry !== undefined ? 'local' : 'remote'),
    };
  }
  // The name is safe. One whose letters nobody knows would be written as another on the other side.
  const undecoded = isUndecoded(local.entry) ? 'local' : isUndecoded(remote.entry) ? 'remote' : undefined;
  if (undecoded !== undefined) {
    const path = joinPath(pair.folder, name);
    return {
      path,
      local,
      remote,
      baseline: record,
      action: { kind: 'leave', reason: 'unsafe-name' },
      problem: undecodedName(path, undecoded),
    };
  }
  const deletedAbove = pair.above.kind === 'deleted' ? pair.above.side : undefined;
  const path = joinPath(pair.folder, name);
  // The path means the same on both sides. What Evenkeel itself keeps there is never content.
  if (isOwnState(local.entry) || isOwnState(remote.entry)) {
    const problem: Problem = {
      kind: 'other',
      what: explainText.ownState,
      advice: 'There is nothing to do.',
      path,
    };
    return { path, local, remote, baseline: record, action: { kind: 'leave', reason: 'filtered' }, problem };
  }
  // It is the user's. What a filter leaves out stays as it is, unless the profile deletes what does not match.
  const verdict = filters.pairVerdict(path, local.entry, remote.entry);
  if (verdict.kind === 'left-out') {
    const doomed = unmatchedGoesFrom(policy, verdict.by);
    const goes = doomed !== undefined && isFileOrFolder({ local, remote }[doomed].entry);
    return {
      path,
      local,
      remote,
      baseline: record,
      action: goes ? { kind: 'delete', on: doomed } : { kind: 'leave', reason: 'filtered' },
      problem: leftOut(path, verdict.by),
    };
  }
  // It takes part: the rules decide by what became of both sides since the last sync, and by their contents where these were read.
  const content = pair.contents?.get(name);
  const action: Action =
    local.entry === undefined && remote.entry === undefined
      ? { kind: 'forget' }
      : decide({ local, remote, content }, policy, deletedAbove);
  const unread = pair.unread?.get(name);
  if (unread !== undefined && action.kind === 'equal') {
    // S8: what only size and time say is not what was asked.
    return {
      path,
      local,
      remote,
      baseline: record,
      action: { kind: 'leave', reason: 'unreadable' },
      problem: unread,
    };
  }
  // S9: a name that its own side bears may be one that the other cannot have.
  const target = createdOn(action);
  if (target !== undefined && checkName(name, pair.nameRules[target]) !== undefined) {
    return {
      path,
      local,
      remote,
      baseline: record,
      action: { kind: 'leave', reason: 'unsafe-name' },
      problem: unsafeName(pair, name, target),
    };
  }
  return {
    path,
    local,
    remote,
    baseline: record,
    action,
    content,
    conflict: action.kind === 'conflict' ? action.conflict : undefined,
    ...(action.kind === 'leave' && action.reason === 'unreadable'
      ? { problem: unreadableEntry(path, isUnreadable(remote.entry) ? 'remote' : 'local') }
      : {}),
  };
}

function isOwnState(entry: Entry | undefined): boolean {
  return entry?.kind === 'other' && entry.what === 'own-state';
}

function isUndecoded(entry: Entry | undefined): boolean {
  return entry?.kind === 'other' && entry.what === 'unreadable-name';
}

/** *Delete unmatched*: the side from which goes what the filters leave out; what pyftpsync keeps for itself never does. */
function unmatchedGoesFrom(policy: Policy, by: LeftOutBy): Side | undefined {
  const source = sourceIn(policy.mode);
  if (source === undefined || !policy.deleteExtra || !policy.deleteUnmatched) return undefined;
  return by.kind === 'never-content' ? undefined : otherSide(source);
}

function isFileOrFolder(entry: Entry | undefined): boolean {
  return entry !== undefined && entry.kind !== 'other';
}

/** S9: such a name never becomes part of a path; it is shown with its dangerous letters replaced. */
function printable(name: string): string {
  let shown = '';
  for (const letter of name) {
    const code = letter.codePointAt(0) ?? 0;
    shown += code < 0x20 || code === 0x7f || letter === '/' ? '\u{FFFD}' : letter;
  }
  return `“${shown}”`;
}

function leftOut(path: ItemPath, by: LeftOutBy): Problem {
  return {
    kind: 'other',
    what: describeFilter(by),
    advice: 'Change the filter to include it.',
    path,
  };
}

function unsafeName(pair: FolderPair, name: string, side: Side): Problem {
  return {
    kind: 'name-refused',
    what: `The name ${printable(name)} is not safe on the ${side} side.`,
    advice: 'It was skipped. Rename it to sync it.',
    side,
    path: joinPath(pair.folder, printable(name)),
  };
}

function unreadableEntry(path: ItemPath, side: Side): Problem {
  return {
    kind: 'listing-incomplete',
    what: `The ${side} side lists “${path}” in a form that Evenkeel can’t read, so it was skipped.`,
    advice: 'Compare again. If it happens again, rename the file there or exclude it with a filter.',
    side,
    path,
  };
}

function undecodedName(path: ItemPath, side: Side): Problem {
  return {
    kind: 'name-refused',
    what: `The name of “${path}” on the ${side} side is in an encoding that Evenkeel does not know.`,
    advice: 'It was skipped. Rename it to sync it.',
    side,
    path,
  };
}

/** Which folders to look into: every one that at least one side has, symbolic links and unsafe names excepted. */
function descend(item: PlanItem, above: Above): Descent | undefined {
  if (item.action.kind === 'leave' && item.action.reason !== 'mode') return undefined;
  const present = {
    local: item.local.entry?.kind === 'folder',
    remote: item.remote.entry?.kind === 'folder',
  };
  if (!present.local && !present.remote) return undefined;
  return {
    folder: item.path,
    present,
    onRecord: item.baseline?.kind === 'folder',
    above: aboveFor(item, above),
  };
}

function aboveFor(item: PlanItem, above: Above): Above {
  if (isTypeChange(item) || item.conflict === 'names-clash') return { kind: 'clash', folder: item.path };
  if (above.kind !== 'plain') return above;
  if (item.action.kind === 'delete') {
    return { kind: 'deleted', folder: item.path, side: otherSide(item.action.on) };
  }
  for (const side of ['local', 'remote'] as const) {
    if (item[side].class === 'deleted' && item.baseline?.kind === 'folder') {
      return { kind: 'deleted', folder: item.path, side };
    }
  }
  return above;
}
