import type { ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import { joinPath, nameOf } from '../../../shared/entry/path.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { ProblemError, throwIfStopped } from '../../../shared/problem-error.js';
import type { Problem } from '../../../shared/problem.js';
import type { ClockChange, ContentProgress, EngineEvent } from '../../../shared/run/run.js';
import type { LearnedSpelling } from '../../state/baseline/baseline-store.js';
import type { StateStore } from '../../state/state-store.js';
import type { Features, Target } from '../../targets/target.js';
import { withShift } from './clock-shift.js';
import { ClockWatch } from './clock-watch.js';
import { COMPARE_AT_MOST, CompareMeter, type CompareBounds } from './compare-meter.js';
import { ContentReader } from './content-reader.js';
import { contentsOf } from './doubtful-content.js';
import type { CompiledFilters } from '../filters/compile.js';
import { FilterReview } from './filter-review.js';
import { filtersWith, readIgnoreFile } from './ignore-file.js';
import { withNewFacts } from '../base/file-ids.js';
import { asKnown } from '../spelling/known-spelling.js';
import { mergeConflicts } from '../merge/merge-conflicts.js';
import { Plan } from '../plan/plan.js';
import type { Policy } from '../base/policy.js';
import type { Part, Scope } from '../base/scope.js';
import { reconcileFolder, type Reconciled } from '../decide/reconcile.js';
import type { Descent, FolderPair } from '../decide/folder-pair.js';
import { spellingsIn, recoverIntents } from '../recover/recover.js';
import type { Recovery } from '../base/recovery.js';
import { OwnNames } from '../base/own-names.js';
import type { BaselineImporter } from '../base/baseline-importer.js';
import { withHiddenNames } from './hidden-names.js';
import { BaselineReader, type FolderRecords } from './baseline-reader.js';
import { FolderLister } from './folder-lister.js';
import { ASKED_AT_MOST, NamedEntries } from './named-entries.js';
import { expectSyncable, expectNoOtherSpelling, expectPassable, ScopeError } from './scope-error.js';
import { prove, type Proven } from './proofs.js';
import { Volumes } from './volumes.js';
import { walk } from '../base/flow/walk.js';

/** Says that a text of the `.evenkeelignore` was seen and is wanted. */
export interface AcceptIgnore {
  readonly text: string;
  /** Whether that is recorded, or goes for this comparison only, as for a dry run (S1). */
  readonly record: boolean;
}

export interface CompareInput {
  /** Connected already. */
  readonly targets: Sides<Target>;
  readonly state: StateStore;
  readonly policy: Policy;
  /** Asked for the records of another program as long as the pair has no baseline. */
  readonly importer?: BaselineImporter | undefined;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 in UTC, from which filters count ages. */
  readonly nowMs: number;
  /** Gets `plan-items` and `scan-progress` while the listings arrive. */
  readonly emit: (event: EngineEvent) => void;
  /** The text of an `.evenkeelignore` that was shown, and from now on counts, if it still is the one that waits. */
  readonly acceptIgnore?: AcceptIgnore | undefined;
  /** How much is taken in at the most; `COMPARE_AT_MOST` unless it is given. */
  readonly bounds?: CompareBounds | undefined;
  /** Only this part of the tree; all of it where absent. Rejects with a `ScopeError` where the part cannot be told by itself. */
  readonly scope?: Scope | undefined;
}

const ROOT: ItemPath = '';

/** What both sides hold in a folder and what is on record of it, or why that is not known. */
type Looked =
  | {
      readonly kind: 'listed';
      readonly entries: FolderPair['entries'];
      readonly records: FolderRecords;
    }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

/** Compares both sides and decides what is to happen. Changes nothing on either side. Rejects with a `ProblemError`. */
export async function compare(input: CompareInput): Promise<Plan> {
  const { targets, state, policy, signal, importer, acceptIgnore, nowMs, scope } = input;
  const named = scope && new NamedEntries(scope, targets, signal);
  const recovery = await recoverIntents(targets, state, signal);
  const onRecord = await state.hasBaseline();
  if (scope !== undefined) expectSyncable(scope, onRecord, targets);
  const baseline = new BaselineReader(state, recovery, onRecord ? undefined : importer);
  const { inEffect, waiting } = await readIgnoreFile(input, recovery);
  // S12: what filters would change shows only in everything, and so they are accepted only there.
  const accepts = acceptIgnore !== undefined && acceptIgnore.text === waiting && scope === undefined;
  if (accepts && acceptIgnore.record) await state.acceptIgnore(acceptIgnore.text);
  const filters = filtersWith(accepts ? acceptIgnore.text : inEffect, policy.filters, nowMs);
  const review =
    waiting === undefined || accepts || scope !== undefined
      ? undefined
      : new FilterReview(waiting, filters, filtersWith(waiting, policy.filters, nowMs));
  const volumes = new Volumes(targets, await state.otherVolumes());
  if (scope !== undefined) await volumes.expectTold(scope, signal);
  const comparison = new Comparison(
    { ...input, part: scope && { scope, filesOnRecord: await state.countFiles() } },
    await state.token(),
    recovery,
    baseline,
    filters,
    review,
    named,
    volumes,
  );
  const start: Descent = {
    folder: ROOT,
    present: { local: true, remote: true },
    onRecord,
    above: { kind: 'plain' },
  };
  await comparison.walk(start, concurrencyOf(targets));
  throwIfStopped(signal);
  return comparison.finish();
}

function concurrencyOf({ local, remote }: Sides<Target>): number {
  return Math.max(local.features.concurrency, remote.features.concurrency);
}

interface ComparisonInput extends CompareInput {
  readonly part: Part | undefined;
}

/** One comparison under way. */
class Comparison {
  readonly #input: ComparisonInput;
  readonly #lister: FolderLister;
  readonly #named: NamedEntries | undefined;
  readonly #volumes: Volumes;
  readonly #plan: Plan;
  readonly #filters: CompiledFilters;
  readonly #review: FilterReview | undefined;
  readonly #recovery: Recovery;
  readonly #baseline: BaselineReader;
  /** The clocks of those sides whose times are local times. */
  readonly #clocks: readonly ClockWatch[];
  readonly #meter: CompareMeter;
  readonly #reader: ContentReader;
  #read: ContentProgress | undefined;
  #folders = 0;
  /** Folders that were not listed, because they hold what is on record. */
  #confirmed = 0;

  constructor(
    whole: ComparisonInput,
    token: string,
    recovery: Recovery,
    baseline: BaselineReader,
    filters: CompiledFilters,
    review: FilterReview | undefined,
    named: NamedEntries | undefined,
    volumes: Volumes,
  ) {
    this.#volumes = volumes;
    this.#baseline = baseline;
    this.#named = named;
    this.#filters = filters;
    this.#review = review;
    this.#meter = new CompareMeter(whole.bounds ?? COMPARE_AT_MOST, () => this.#emitProgress());
    const input = { ...whole, signal: AbortSignal.any([whole.signal, this.#meter.signal]) };
    this.#input = input;
    this.#reader = new ContentReader({
      targets: input.targets,
      policy: input.policy,
      signal: input.signal,
      concurrency: concurrencyOf(input.targets),
      onRead: (progress) => {
        this.#read = progress;
        this.#emitProgress();
      },
    });
    this.#lister = new FolderLister({
      ...input,
      names: new OwnNames(input.policy.own.names),
      token,
      meter: this.#meter,
      onConfirmed: () => (this.#confirmed += 1),
      onLeftover: (leftover) => this.#plan.leftovers.push(leftover),
    });
    this.#plan = new Plan(
      input.policy,
      recovery,
      this.#each(({ fileIds }) => fileIds ?? 'reused'),
      input.nowMs,
      input.part,
    );
    const localTimes = this.#each((features) => features.localTimes === true);
    this.#clocks = (['local', 'remote'] as const)
      .filter((side) => localTimes[side])
      .map((side) => new ClockWatch(side));
    this.#recovery = recovery;
  }

  /** Visits every folder, and stops where there is no end to them. */
  async walk(start: Descent, concurrency: number): Promise<void> {
    try {
      await walk(start, (descent) => this.#visit(descent), concurrency);
    } catch (error) {
      const { problem } = this.#meter;
      throw problem === undefined ? error : new ProblemError(problem, { cause: error });
    } finally {
      this.#meter.close();
    }
  }

  /** Lists one folder on both sides, decides on what is in it, and says which folders come next. */
  async #visit(descent: Descent): Promise<readonly Descent[]> {
    const tooDeep = this.#meter.tooDeep(descent.folder);
    if (tooDeep !== undefined) return this.#skipUnreadable(descent.folder, tooDeep);
    const looked = await this.#look(descent);
    this.#folders += 1;
    if (looked.kind === 'unreadable') return this.#skipUnreadable(descent.folder, looked.problem);
    const { entries } = looked;
    const { records, onRecord, imported } = await this.#baseline.withImported(
      descent.folder,
      entries,
      looked.records,
      this.#input.signal,
    );
    this.#plan.recovered.push(...imported);
    const { records: withIds, updated } = withNewFacts(entries, records);
    const { records: known, proven, contents } = await this.#prove(descent.folder, entries, withIds);
    this.#recover(descent.folder, known, new Set([...updated, ...proven]));
    const pair: FolderPair = {
      folder: descent.folder,
      above: descent.above,
      entries,
      records: known,
      contents,
      onRecord: descent.onRecord || onRecord,
      nameRules: this.#each(({ nameRules }) => nameRules),
      foldsNames: this.#each(({ foldsNames }) => foldsNames),
    };
    for (const clock of this.#clocks) clock.look(pair);
    const { decisions, descents } = this.#inScope(descent.folder, await this.#decide(pair));
    for (const { item } of decisions) this.#review?.look(item);
    this.#emitItems(this.#plan.add(decisions));
    this.#meter.decided(this.#plan.items.size);
    this.#emitProgress();
    return descents;
  }

  /** What lies in a folder, or that which matters of it. */
  async #look(descent: Descent): Promise<Looked> {
    const { folder } = descent;
    const onRecord = this.#baseline.recordsIn(folder);
    const wanted = this.#input.scope?.namesIn(folder);
    if (wanted !== undefined) {
      const all = await onRecord;
      const entries = await this.#named?.of(folder, wanted, all);
      const records = new Map(Array.from(all).filter(([name]) => wanted.has(name)));
      if (entries !== undefined) return { kind: 'listed', entries, records };
      if (folder === ROOT && descent.onRecord) this.#beginBelow();
    }
    const [local, remote, records] = await Promise.all([
      this.#lister.list('local', descent, onRecord),
      this.#lister.list('remote', descent, onRecord),
      onRecord,
    ]);
    if (local.kind === 'unreadable') return local;
    if (remote.kind === 'unreadable') return remote;
    const lists = { local: local.entries, remote: remote.entries };
    const problem = this.#volumes.exchangedAt(folder, records, lists);
    if (problem !== undefined && folder === ROOT) {
      // Whoever replaces a disk wants everything back: of all of it, somebody is asked (S7).
      if (this.#input.scope !== undefined) throw new ScopeError(problem);
    } else if (problem !== undefined) return { kind: 'unreadable', problem };
    const entries = await this.#asKnown(descent, local.entries, remote.entries, records);
    return { kind: 'listed', entries, records };
  }

  /** Where only a few items are wanted, all folders on the way to them are looked at together. */
  #beginBelow(): void {
    const { scope } = this.#input;
    if (scope === undefined || this.#named?.asks === true || scope.paths.length > ASKED_AT_MOST) return;
    for (const place of scope.places)
      if (scope.namesIn(place) !== undefined) this.#lister.begin(place, this.#baseline.recordsIn(place));
  }

  /** Of what was decided on a folder, that which is wanted. */
  #inScope(folder: ItemPath, decided: Reconciled): Reconciled {
    const { scope } = this.#input;
    const wanted = scope?.namesIn(folder);
    if (scope === undefined || wanted === undefined) return decided;
    const decisions = decided.decisions.filter(({ item }) => wanted.has(nameOf(item.path)));
    expectNoOtherSpelling(folder, decided.decisions, wanted);
    for (const { item } of decisions) if (!scope.covers(item.path)) expectPassable(item);
    return { decisions, descents: decided.descents.filter((next) => wanted.has(nameOf(next.folder))) };
  }

  #prove(folder: ItemPath, entries: FolderPair['entries'], records: FolderPair['records']): Promise<Proven> {
    const { targets, policy, nowMs, signal } = this.#input;
    // By size alone no time proves anything, and none is asked.
    if (policy.comparison === 'size') return Promise.resolve({ records, proven: [], contents: new Map() });
    const concurrency = concurrencyOf(targets);
    return this.#meter.during(prove(folder, entries, records, { targets, nowMs, concurrency, signal }));
  }

  #emitProgress(): void {
    const { arriving } = this.#meter;
    const progress = {
      folders: this.#folders,
      ...(this.#confirmed > 0 ? { confirmed: this.#confirmed } : {}),
      items: this.#plan.items.size,
      ...(arriving > 0 ? { arriving } : {}),
      ...(this.#read === undefined ? {} : { read: this.#read }),
    };
    this.#input.emit({ kind: 'scan-progress', progress });
  }

  /** Has the run write these records. */
  #recover(folder: ItemPath, records: FolderPair['records'], names: Iterable<string>): void {
    for (const name of names) {
      const record = records.get(name);
      if (record !== undefined) this.#plan.recovered.push({ path: joinPath(folder, name), record });
    }
  }

  async #asKnown(
    { folder, present }: Descent,
    here: FolderPair['entries']['local'],
    there: FolderPair['entries']['remote'],
    records: FolderPair['records'],
  ): Promise<FolderPair['entries']> {
    const { targets, state, signal } = this.#input;
    const spellings = (): Promise<readonly LearnedSpelling[]> =>
      spellingsIn(folder, state, this.#recovery.movedFolders);
    const known = (side: Side, listed: typeof here, others: typeof here): Promise<typeof here> =>
      asKnown(folder, listed, { records, others, spellings }, { side, target: targets[side], signal });
    const local = await known('local', here, there);
    const shown = await known('remote', there, local);
    const remote = present.remote
      ? await withHiddenNames(folder, shown, records, targets.remote, signal)
      : shown;
    return { local, remote };
  }

  async finish(): Promise<Plan> {
    const { targets, state, policy, signal } = this.#input;
    for (const clock of this.#clocks) {
      const found = await clock.change(targets, signal);
      if (found === undefined) continue;
      this.#plan.clockChanges.push(found.change);
      for (const pair of found.pairs) await this.#decideAnew(pair, found.change);
    }
    if (this.#input.part === undefined) this.#plan.otherVolumes = this.#volumes.toRecord;
    this.#plan.waitingFilters = this.#review?.finding;
    const contents = await contentsOf(this.#plan.doubtfulFiles(), targets, signal);
    this.#emitItems(this.#plan.complete(contents));
    if (policy.resolve === 'merge')
      this.#emitItems(await mergeConflicts(this.#plan, { targets, state, signal }));
    return this.#plan;
  }

  /** S10: decides on a folder by the clock that its side has now. What that changes of the baseline is written when the plan is run. */
  async #decideAnew(pair: FolderPair, { side, shiftMs }: ClockChange): Promise<void> {
    const records = withShift(side, shiftMs, pair.records);
    this.#recover(pair.folder, records, records.keys());
    const { decisions } = await this.#decide({ ...pair, records });
    // What is known of folders does not depend on clocks, and what lies in them has been added since.
    this.#emitItems(this.#plan.add(decisions.filter(({ item }) => !isFolderItem(item))));
  }

  async #decide(pair: FolderPair): Promise<Reconciled> {
    const { policy } = this.#input;
    const first = reconcileFolder(pair, policy, this.#filters);
    const items = first.decisions.map(({ item }) => item);
    const { contents, unread } = await this.#meter.during(this.#reader.of(items));
    if (contents.size === 0 && unread.size === 0) return first;
    return reconcileFolder(
      { ...pair, contents: new Map([...(pair.contents ?? []), ...contents]), unread },
      policy,
      this.#filters,
    );
  }

  #each<T>(ask: (features: Features) => T): Sides<T> {
    const { local, remote } = this.#input.targets;
    return { local: ask(local.features), remote: ask(remote.features) };
  }

  /** S8: what could not be listed is never taken for empty. (A root that cannot be listed ends the comparison.) */
  #skipUnreadable(folder: ItemPath, problem: Problem): readonly Descent[] {
    const item = this.#plan.markUnreadable(folder, problem);
    if (item !== undefined) this.#emitItems([item]);
    return [];
  }

  #emitItems(items: readonly PlanItem[]): void {
    if (items.length > 0) {
      this.#input.emit({ kind: 'plan-items', items, totals: this.#plan.totals });
    }
  }
}

function isFolderItem({ local, remote, baseline }: PlanItem): boolean {
  return local.entry?.kind === 'folder' || remote.entry?.kind === 'folder' || baseline?.kind === 'folder';
}
