import { otherSide, type Entry, type ItemPath, type Side, type Sides } from '../../../shared/entry/entry.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { EngineEvent } from '../../../shared/run/run.js';
import type { Change } from '../../state/journal/change.js';
import type { Target } from '../../targets/target.js';
import { forEachBounded } from '../base/flow/bounded.js';
import { isRedo, pagesOf, undo, type UndoInput } from './undo.js';
import { UndoPlan, type UndoStep } from './undo-plan.js';

/** What undoing a run would do. */
export interface UndoPreview {
  readonly plan: UndoPlan;
  /** Whether the run is an undo itself, so that to undo it is to redo what it undid. */
  readonly redo: boolean;
}

export interface UndoPreviewInput extends Omit<UndoInput, 'dryRun' | 'emit' | 'leftOut'> {
  /** Told of how many changes have been looked at. */
  readonly onProgress: (seen: number) => void;
}

/** S1: tells what undoing a run would do, item by item, and what would be refused; changes nothing. */
export async function previewUndo(input: UndoPreviewInput): Promise<UndoPreview> {
  const looks = await lookAhead(input);
  const steps: UndoStep[] = [];
  const emit = (event: EngineEvent): void => {
    if (event.kind !== 'item-finished') return;
    const { path, action, outcome } = event.item;
    const at = action.kind === 'move' ? action.from : path;
    const now = { local: looks.known('local', at), remote: looks.known('remote', at) };
    steps.push({ path, action, now, problem: 'problem' in outcome ? outcome.problem : undefined });
  };
  const report = await undo({ ...input, targets: looks.targets, dryRun: true, emit });
  input.signal.throwIfAborted();
  if (report.end.kind === 'broken-off') throw new ProblemError(report.end.problem);
  return { plan: new UndoPlan(steps), redo: await isRedo(input.state, input.undoes) };
}

interface Looks {
  readonly targets: Sides<Target>;
  /** What the side had under the path when it was first looked at. */
  readonly known: (side: Side, path: ItemPath) => Entry | undefined;
}

/**
 * Looks at everything that the run changed, many at once: the dry run itself goes through the changes in order, one after the other, and
 * would wait for a round trip each time.
 */
async function lookAhead(input: UndoPreviewInput): Promise<Looks> {
  const { targets, signal, onProgress } = input;
  const seen: Sides<Map<ItemPath, Entry | undefined>> = { local: new Map(), remote: new Map() };
  const concurrency = Math.max(targets.local.features.concurrency, targets.remote.features.concurrency);
  let count = 0;
  const look = async ({ path, from, side, kept }: Change): Promise<void> => {
    const other = otherSide(side);
    const places: readonly (readonly [Side, ItemPath | undefined])[] = [
      [side, path],
      [other, path],
      [side, from],
      [side, kept?.as],
    ];
    for (const [where, at] of places) {
      if (at === undefined || seen[where].has(at)) continue;
      seen[where].set(at, await targets[where].stat(at, signal));
    }
    count += 1;
    onProgress(count);
  };
  for await (const page of pagesOf(input)) await forEachBounded(page, concurrency, signal, look);
  return {
    targets: {
      local: remembering(targets.local, seen.local),
      remote: remembering(targets.remote, seen.remote),
    },
    known: (side, path) => seen[side].get(path),
  };
}

/** The target, answering from `seen` what it has been asked before. */
function remembering(target: Target, seen: ReadonlyMap<ItemPath, Entry | undefined>): Target {
  const stat: Target['stat'] = (path, signal) =>
    seen.has(path) ? Promise.resolve(seen.get(path)) : target.stat(path, signal);
  return new Proxy(target, {
    get: (of, key): unknown => {
      if (key === 'stat') return stat;
      const value: unknown = Reflect.get(of, key);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
}
