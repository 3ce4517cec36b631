import fc from 'fast-check';
import type { ItemPath, Side, Sides } from '../../../../src/shared/entry/entry.js';
import type { SimpleSettlement } from '../../../../src/shared/plan/plan.js';
import type { RunReport } from '../../../../src/shared/run/run.js';
import { serveState } from '../../../../src/main/state/worker/host.js';
import { StateClient } from '../../../../src/main/state/worker/client.js';
import type { StateTalk } from '../../../../src/main/state/worker/protocol.js';
import type { FromAnswerer, ToAnswerer } from '../../../../src/main/worker/talk.js';
import type { StateStore } from '../../../../src/main/state/state-store.js';
import { compare } from '../../../../src/main/sync/scan/compare.js';
import type { Plan } from '../../../../src/main/sync/plan/plan.js';
import { Scope } from '../../../../src/main/sync/base/scope.js';
import { DEFAULT_POLICY, type Policy } from '../../../../src/main/sync/base/policy.js';
import { run } from '../../../../src/main/sync/run/run.js';
import type { RunInput } from '../../../../src/main/sync/run/run-input.js';
import type { RunnablePlan } from '../../../../src/main/sync/plan/runnable-plan.js';
import type { UndoRunInput } from '../../../../src/main/sync/undo/undo-items.js';
import { undo } from '../../../../src/main/sync/undo/undo.js';
import type { Target } from '../../../../src/main/targets/target.js';
import { MemoryFolder, memoryTarget, PLAIN, type MemoryTraits } from '../sides/memory-target.js';
import { spelling } from '../sides/spelling-side.js';

/** Something that a user does on one side. */
export type Edit =
  | { readonly kind: 'write'; readonly side: Side; readonly path: ItemPath; readonly content: string }
  | { readonly kind: 'folder'; readonly side: Side; readonly path: ItemPath }
  | { readonly kind: 'delete'; readonly side: Side; readonly path: ItemPath }
  | {
      readonly kind: 'move';
      readonly side: Side;
      readonly path: ItemPath;
      readonly to: ItemPath;
      /** Whether what is moved has another time afterwards, as with some programs and servers. */
      readonly anew: boolean;
    };

const side = fc.constantFrom<Side>('local', 'remote');
/** Few names and shallow trees, so that edits meet often; `a` and `d` come as files and as folders. */
const path = fc.constantFrom('a', 'b', 'd', 'd/a', 'd/b', 'd/e', 'd/e/a', 'd/e/c', 'f/a', 'a/a');
/** Whole folders move as often as single files. */
const folder = fc.constantFrom('d', 'd/e', 'f', 'g', 'g/e');
const anew = fc.boolean();
const content = fc.constantFrom('1', '22', '333', 'xx', 'yyy', '');

export const editArbitrary: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('write'), side, path, content }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('folder'), side, path }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete'), side, path }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move'), side, path, to: path, anew }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move'), side, path: folder, to: folder, anew }) },
);

/** What happens between two runs, several times over. */
export const editsArbitrary = fc.array(editArbitrary, { maxLength: 7 });

export const historyArbitrary = fc.array(editsArbitrary, {
  minLength: 1,
  maxLength: 4,
});

/** Every way to decide that needs nobody and no clock, which the world has its own of. */
export const policyArbitrary: fc.Arbitrary<Policy> = fc
  .record({
    mode: fc.constantFrom('two-way' as const, 'two-way' as const, 'upload' as const, 'download' as const),
    deleteExtra: fc.boolean(),
    force: fc.boolean(),
    resolve: fc.constantFrom('ask' as const, 'skip' as const, 'local' as const, 'remote' as const),
    firstSync: fc.constantFrom('ask' as const, 'local' as const, 'remote' as const),
    comparison: fc.constantFrom('time' as const, 'time' as const, 'content' as const),
    deleteUnmatched: fc.boolean(),
    excludeNames: fc.constantFrom([], [], ['e'], ['b']),
  })
  .map(({ excludeNames, ...chosen }) => ({
    ...DEFAULT_POLICY,
    ...chosen,
    filters: { ...DEFAULT_POLICY.filters, excludeNames },
  }));

export const traitsArbitrary: fc.Arbitrary<MemoryTraits> = fc.record({
  setsTimes: fc.boolean(),
  listPrecisionMs: fc.constantFrom(1, 1000, 60_000),
  // Never a whole number of edits: an edit must not by chance carry the very time that the other side once gave.
  skewMs: fc.constantFrom(0, 7_500_000, -3_300_000),
  keepsByName: fc.boolean(),
  ids: fc.constantFrom(undefined, 'lasting' as const, 'reused' as const),
});

const T0 = Date.UTC(2026, 0, 1);

/** Two folders in memory, a real database, and a clock that only moves when told to. */
export class World {
  readonly folders: Sides<MemoryFolder> = { local: new MemoryFolder(), remote: new MemoryFolder() };
  traits: Sides<MemoryTraits>;
  policy: Policy;
  /** Whether the process that a test has killed, which is this one, may hold the lock. */
  breakLock = false;
  /** What the remote side makes of the names that it is given, in whichever spelling it finds them. */
  spells: ((path: ItemPath) => ItemPath) | undefined;
  state: StateStore;
  #clock = T0;
  #edits = 0;
  #runs = 0;

  constructor(remoteTraits: MemoryTraits = PLAIN, policy: Policy = DEFAULT_POLICY) {
    this.traits = { local: PLAIN, remote: remoteTraits };
    this.policy = policy;
    this.state = stateInMemory();
  }

  /** Hours pass between edits, so that each shows in the coarsest of the listings, and never the same time twice (S10). */
  apply(edits: readonly Edit[]): void {
    for (const edit of edits) {
      this.#edits += 1;
      this.#clock += 3_600_000 + ((this.#edits * this.#edits * 7_919_000) % 3_000_000);
      const folder = this.folders[edit.side];
      switch (edit.kind) {
        case 'write':
          folder.edit(edit.path, edit.content, this.#clock);
          break;
        case 'folder':
          folder.makeFolders(edit.path);
          break;
        case 'delete':
          folder.remove(edit.path);
          break;
        case 'move':
          if (folder.move(edit.path, edit.to) && edit.anew) folder.touch(edit.to, this.#clock);
          break;
      }
    }
  }

  /** Copies a file on one side, with its time or at a new one, as its user would. */
  copy(side: Side, path: ItemPath, to: ItemPath, anew: boolean): void {
    const node = this.folders[side].nodes.get(path);
    if (node?.kind !== 'file') return;
    this.#clock += 3_600_000;
    this.folders[side].edit(to, node.content, anew ? this.#clock : node.ms);
  }

  target(side: Side): Target {
    const target = memoryTarget(this.folders[side], this.traits[side], () => (this.#clock += 3_600_000));
    return side === 'remote' && this.spells !== undefined ? spelling(target, this.spells, false) : target;
  }

  get targets(): Sides<Target> {
    return { local: this.target('local'), remote: this.target('remote') };
  }

  compare(targets = this.targets, state = this.state, only?: readonly ItemPath[]): Promise<Plan> {
    return compare({
      targets,
      state,
      policy: this.policy,
      signal: new AbortController().signal,
      emit: () => undefined,
      nowMs: this.#clock,
      scope: only && new Scope(only),
    });
  }

  run(
    plan: RunnablePlan,
    dryRun = false,
    targets = this.targets,
    state = this.state,
    more: Partial<RunInput> = {},
  ): Promise<RunReport> {
    this.#runs += 1;
    return run({
      runId: `run-${this.#runs}`,
      profileId: 'test',
      trigger: 'command-line',
      plan,
      targets,
      state,
      policy: this.policy,
      dryRun,
      exceedDeletionLimit: true,
      breakLock: this.breakLock,
      signal: new AbortController().signal,
      emit: () => undefined,
      now: () => this.#clock,
      ...more,
    });
  }

  undo(runId: string, more: Partial<UndoRunInput> = {}): Promise<RunReport> {
    this.#runs += 1;
    return undo({
      runId: `run-${this.#runs}`,
      undoes: runId,
      profileId: 'test',
      trigger: 'command-line',
      targets: this.targets,
      state: this.state,
      versions: this.policy.versions,
      signal: new AbortController().signal,
      emit: () => undefined,
      now: () => this.#clock,
      ...more,
    });
  }

  async sync(settlement?: SimpleSettlement): Promise<RunReport> {
    const plan = await this.compare();
    if (settlement !== undefined) plan.settle(null, settlement);
    return this.run(plan);
  }

  get trees(): Sides<Record<string, string | null>> {
    return { local: this.folders.local.tree, remote: this.folders.remote.tree };
  }
}

/** A real database that lives in memory, at the other end of a line as in the application. */
function stateInMemory(): StateStore {
  let toClient: (message: FromAnswerer<StateTalk>) => void = () => undefined;
  let toHost: (message: ToAnswerer<StateTalk>) => void = () => undefined;
  const client = new StateClient({
    channel: {
      post: (message) => queueMicrotask(() => toHost(message)),
      listen: (listener) => (toClient = listener),
    },
    onLost: () => undefined,
    keepAlive: () => undefined,
    end: () => Promise.resolve(),
  });
  serveState({
    post: (message) => queueMicrotask(() => toClient(message)),
    listen: (listener) => (toHost = listener),
  });
  void client.open({ file: ':memory:', pair: 'local|remote' });
  return client;
}
