import { basename } from 'node:path';
import * as v from 'valibot';
import { createReadStream } from '../../targets/local/original-fs.js';
import type { BaselineRow } from '../../../shared/entry/baseline.js';
import type { ItemPath } from '../../../shared/entry/entry.js';
import { nameOf, parentOf } from '../../../shared/entry/path.js';
import type { PlanItem, PlanTotals } from '../../../shared/plan/plan.js';
import { ProblemError, stoppedError } from '../../../shared/problem-error.js';
import type { Mode } from '../../../shared/profile/profile.js';
import type { RunnablePlan } from '../plan/runnable-plan.js';
import type { Leftover, MovedFolder } from '../base/recovery.js';
import { Tallies } from '../plan/totals.js';
import { MOST_MERGED_BYTES } from '../../../shared/merge/merge-text.js';
import { asMeantFormerly } from '../../../shared/profile/former-remote.js';
import { OwnNames } from '../base/own-names.js';
import { areMergesWhole, mergedFrom, type SavedMerge } from './merged-line.js';
import { dissolveMove } from './dissolve.js';
import { FORMAT_VERSION, FormatSchema, HeadSchema, LineSchema, type PlanHead } from './format.js';
import {
  areDeletionsCalledFor,
  areKeptNamesFree,
  areMovesWhole,
  areRowsKnown,
  isSoundItem,
  isSoundPath,
} from './soundness.js';
import { LineTooLongError, splitLines } from './split-lines.js';

/** A plan that comes from a file. */
export interface SavedPlan extends RunnablePlan {
  readonly head: PlanHead;
}

/**
 * Letters of a line: a path has 4,096 at most on the systems we know, and a line names a few of them. The longest hold a merged file, as
 * four letters for three bytes.
 */
const LONGEST_LINE = 100_000 + Math.ceil(MOST_MERGED_BYTES / 3) * 4;

/** What is wrong with a file, before it has a name in the sentence. */
class UnreadableError extends Error {}

/**
 * Reads a plan that `savePlan` wrote. Whatever the file may be, what this resolves with is a plan as the comparison could have made
 * it, for the mode that it names. Rejects with a `ProblemError`.
 */
export async function readPlan(file: string, signal: AbortSignal): Promise<SavedPlan> {
  const name = basename(file);
  try {
    const chunks: AsyncIterable<string> = createReadStream(file, { encoding: 'utf8', signal });
    return await planFrom(splitLines(chunks, LONGEST_LINE));
  } catch (cause) {
    if (signal.aborted) throw stoppedError();
    throw new ProblemError(problemWith(name, cause), { cause });
  }
}

/** The plan that lines come to; throws an error whose message goes on after the name of the file. */
export async function planFrom(lines: AsyncIterable<string>): Promise<SavedPlan> {
  let reader: Reader | undefined;
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (reader === undefined) reader = new Reader(headFrom(line));
    else if (!reader.take(line)) throw new UnreadableError(`is damaged in line ${number}`);
  }
  if (reader === undefined) throw new UnreadableError('is empty');
  return reader.finish();
}

function headFrom(line: string): PlanHead {
  const json = parsed(line);
  const format = v.safeParse(FormatSchema, json);
  if (!format.success) throw new UnreadableError('is not a plan saved by Evenkeel');
  if (format.output.version > FORMAT_VERSION) {
    throw new UnreadableError('was saved by a newer version of Evenkeel');
  }
  const head = v.safeParse(HeadSchema, json);
  if (!head.success) throw new UnreadableError('is damaged in line 1');
  return format.output.version < 2 ? asMeantThen(head.output) : head.output;
}

/** The head of a plan that an earlier version has saved, in words that mean the same today. */
function asMeantThen(head: PlanHead): PlanHead {
  const { profile, places } = head;
  return {
    ...head,
    places: { ...places, remote: asMeantFormerly(places.remote) },
    profile: profile && { ...profile, remoteFolder: asMeantFormerly(profile.remoteFolder) },
  };
}

/** A plan while its lines arrive, and after. */
class Reader implements SavedPlan {
  readonly head: PlanHead;
  readonly items = new Map<ItemPath, PlanItem>();
  readonly recovered: BaselineRow[] = [];
  readonly voided: ItemPath[] = [];
  readonly leftovers: Leftover[] = [];
  readonly movedFolders: MovedFolder[] = [];
  readonly #merged = new Map<ItemPath, Uint8Array>();
  readonly #tallies = new Tallies();
  readonly #names: OwnNames;
  #lines = 0;
  #ended = false;

  constructor(head: PlanHead) {
    this.head = head;
    this.#names = new OwnNames(head.policy.own.names);
  }

  get mode(): Mode {
    return this.head.policy.mode;
  }

  get savedMs(): number {
    return this.head.savedMs;
  }

  get comparedMs(): number {
    return this.head.comparedMs ?? 0;
  }

  get totals(): PlanTotals {
    return this.#tallies.complete(this.head.policy.deletionLimit);
  }

  /** Takes in a line; says whether it is a sound one. */
  take(line: string): boolean {
    const result = v.safeParse(LineSchema, parsed(line));
    if (!result.success || this.#ended) return false;
    const { output } = result;
    if ('end' in output) {
      this.#ended = output.end.lines === this.#lines;
      return this.#ended;
    }
    this.#lines += 1;
    if ('item' in output) return this.#takeItem(output.item);
    if ('merged' in output) return this.#takeMerged(output.merged);
    if ('recovered' in output) {
      this.recovered.push(output.recovered);
      return isSoundPath(output.recovered.path, this.#names);
    }
    if ('voided' in output) {
      this.voided.push(output.voided);
      return isSoundPath(output.voided, this.#names);
    }
    if ('movedFolder' in output) {
      const { movedFolder } = output;
      this.movedFolders.push(movedFolder);
      return isSoundPath(movedFolder.from, this.#names) && isSoundPath(movedFolder.to, this.#names);
    }
    this.leftovers.push(output.leftover);
    return this.#isSoundLeftover(output.leftover.path);
  }

  finish(): SavedPlan {
    if (!this.#ended) throw new UnreadableError('was cut short');
    if (!areMovesWhole(this.items))
      throw new UnreadableError('is damaged: it moves files that it does not list');
    const isSound =
      areDeletionsCalledFor(this.items, this.head.policy) &&
      areKeptNamesFree(this.items) &&
      areMergesWhole(this.items, this.#merged) &&
      areRowsKnown(this.recovered, this.items);
    if (!isSound) throw new UnreadableError('was changed: no comparison would produce it');
    return this;
  }

  mergedContent(path: ItemPath): Uint8Array | undefined {
    return this.#merged.get(path);
  }

  dissolve(path: ItemPath): readonly PlanItem[] {
    const changed = dissolveMove(this.items.values(), path);
    for (const item of changed) this.#put(item);
    return changed;
  }

  #takeItem(item: PlanItem): boolean {
    if (this.items.has(item.path) || !isSoundItem(item, this.head.policy, this.#names)) return false;
    this.#put(item);
    return true;
  }

  #takeMerged(saved: SavedMerge): boolean {
    const content = mergedFrom(saved);
    if (content === undefined || this.#merged.has(saved.path)) return false;
    this.#merged.set(saved.path, content);
    return true;
  }

  #put(item: PlanItem): void {
    const before = this.items.get(item.path);
    if (before !== undefined) this.#tallies.remove(before);
    this.items.set(item.path, item);
    this.#tallies.add(item);
  }

  /** What a run removes without a second look can only be a temporary file of this very pair. */
  #isSoundLeftover(path: ItemPath): boolean {
    const folder = parentOf(path);
    return (
      this.#names.isTemporaryOf(nameOf(path), this.head.memory) &&
      (folder === '' || isSoundPath(folder, this.#names))
    );
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function problemWith(name: string, cause: unknown) {
  if (cause instanceof UnreadableError || cause instanceof LineTooLongError) {
    const what = cause instanceof UnreadableError ? cause.message : 'is not a plan saved by Evenkeel';
    return {
      kind: 'damaged',
      what: `“${name}” ${what}.`,
      advice: 'Nothing was changed. Save the plan again.',
    } as const;
  }
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  return {
    kind: missing ? 'not-found' : 'other',
    what: missing ? `There is no plan “${name}”.` : `The plan “${name}” could not be read.`,
    advice: 'Check the name of the file, and that you may read it.',
  } as const;
}
