import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Side, Sides } from '../../../src/shared/entry/entry.js';
import type { SimpleSettlement } from '../../../src/shared/plan/plan.js';
import { DEFAULT_OPTIONS } from '../../../src/shared/profile/profile-options.js';
import type { EngineEvent, RunReport } from '../../../src/shared/run/run.js';
import { openStateHere } from '../../../src/main/state/open-state.js';
import type { StateStore } from '../../../src/main/state/state-store.js';
import { compare, type CompareInput } from '../../../src/main/sync/scan/compare.js';
import type { Plan } from '../../../src/main/sync/plan/plan.js';
import { DEFAULT_POLICY, type Policy } from '../../../src/main/sync/base/policy.js';
import { LOCK_FILE } from '../../../src/main/sync/lock/lock-file.js';
import { VERSIONS_FOLDER } from '../../../src/main/sync/versions/version-keeper.js';
import { PyftpsyncImporter } from '../../../src/main/sync/pyftpsync/importer.js';
import { run } from '../../../src/main/sync/run/run.js';
import type { RunInput } from '../../../src/main/sync/run/run-input.js';
import type { RunnablePlan } from '../../../src/main/sync/plan/runnable-plan.js';
import type { UndoRunInput } from '../../../src/main/sync/undo/undo-items.js';
import { undo, type UndoInput } from '../../../src/main/sync/undo/undo.js';
import { openTarget } from '../../../src/main/targets/open-target.js';
import type { Target } from '../../../src/main/targets/target.js';

/** A tree as a test writes it down: paths and contents; `null` is a folder. */
export type Tree = Readonly<Record<string, string | null>>;

const T0 = Date.UTC(2026, 0, 1);

/** A server that shows a folder of this disk as the remote side. */
export interface Served {
  readonly root: string;
  readonly open: () => Target;
  /** Makes everything in `root` the server's own, after a test has put files there. */
  readonly own: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Two real folders, a real state database, and the engine in between. */
export class Pair {
  readonly base: string;
  readonly state: StateStore;
  policy: Policy = DEFAULT_POLICY;
  /** Wraps a target, to make trouble. */
  wrap: (target: Target, side: Side) => Target = (target) => target;
  /** Whether the process that a test has killed, which is this one, may hold the lock. */
  breakLock = false;
  /** What time it is, milliseconds since 1970. */
  now: () => number = Date.now;
  readonly events: EngineEvent[] = [];
  #served: Served | undefined;
  readonly #opened: Target[] = [];
  #clock = T0;

  private constructor(base: string, state: StateStore, served: Served | undefined) {
    this.base = base;
    this.state = state;
    this.#served = served;
  }

  static async create(local: Tree = {}, remote: Tree = {}, served?: Served): Promise<Pair> {
    const base = await mkdtemp(join(tmpdir(), 'evenkeel-engine-'));
    const { store } = await openStateHere({ file: join(base, 'state.sqlite'), pair: 'local|remote' });
    const pair = new Pair(base, store, served);
    for (const side of ['local', 'remote'] as const) await mkdir(pair.root(side), { recursive: true });
    await pair.put('local', local);
    await pair.put('remote', remote);
    return pair;
  }

  /** Two sides that hold `tree` and have been synchronized. */
  static async inSync(tree: Tree, served?: Served): Promise<Pair> {
    const pair = await Pair.create(tree, {}, served);
    await pair.sync();
    return pair;
  }

  /** From now on the remote side is what that server shows. */
  serve(served: Served): void {
    this.#served = served;
  }

  root(side: Side): string {
    return side === 'remote' && this.#served !== undefined ? this.#served.root : join(this.base, side);
  }

  async remove(): Promise<void> {
    for (const target of this.#opened) await target.close();
    await this.#served?.stop();
    await this.state.close();
    await rm(this.base, { recursive: true, force: true });
  }

  /** Writes files, each a minute newer than the last one, so that no edit hides behind the clock's step. */
  async put(side: Side, tree: Tree): Promise<void> {
    for (const [path, content] of Object.entries(tree)) {
      const full = join(this.root(side), path);
      if (content === null) {
        await mkdir(full, { recursive: true });
        continue;
      }
      await mkdir(dirname(full), { recursive: true });
      await writeFile(full, content);
      this.#clock += 60_000;
      await utimes(full, this.#clock / 1000, this.#clock / 1000);
    }
    if (side === 'remote') await this.ownRemote();
  }

  /** Makes what a test has put into the remote folder by itself the server's own. */
  async ownRemote(): Promise<void> {
    await this.#served?.own();
  }

  async delete(side: Side, ...paths: readonly string[]): Promise<void> {
    for (const path of paths) await rm(join(this.root(side), path), { recursive: true });
  }

  async targets(): Promise<Sides<Target>> {
    const open = async (side: Side): Promise<Target> => {
      const address = { kind: 'folder', path: this.root(side) } as const;
      const options = { ...DEFAULT_OPTIONS, links: this.policy.links, permissions: this.policy.permissions };
      const bare =
        side === 'remote' && this.#served !== undefined
          ? this.#served.open()
          : openTarget(address, side, { userName: '', password: '' }, options);
      const target = this.wrap(bare, side);
      this.#opened.push(target);
      await target.connect(new AbortController().signal);
      return target;
    };
    return { local: await open('local'), remote: await open('remote') };
  }

  /** What pyftpsync called the remote side. */
  pyftpsyncPeer: string | undefined;

  async compare(
    signal = new AbortController().signal,
    more: Partial<Pick<CompareInput, 'acceptIgnore' | 'scope' | 'targets'>> = {},
  ): Promise<Plan> {
    const targets = more.targets ?? (await this.targets());
    return compare({
      targets,
      state: this.state,
      policy: this.policy,
      importer:
        this.pyftpsyncPeer === undefined ? undefined : new PyftpsyncImporter(targets, this.pyftpsyncPeer),
      signal,
      emit: (event) => this.events.push(event),
      nowMs: this.now(),
      ...more,
    });
  }

  async run(plan: RunnablePlan, options: Partial<RunInput> = {}): Promise<RunReport> {
    return run({
      runId: randomUUID(),
      profileId: 'test',
      trigger: 'command-line',
      plan,
      targets: options.targets ?? (await this.targets()),
      state: this.state,
      policy: this.policy,
      dryRun: false,
      exceedDeletionLimit: true,
      breakLock: this.breakLock,
      signal: new AbortController().signal,
      emit: (event) => this.events.push(event),
      now: this.now,
      ...options,
    });
  }

  /** Undoes a run. */
  async undo(runId: string, more: Partial<UndoInput> = {}): Promise<RunReport> {
    return undo({ ...(await this.undoInput()), undoes: runId, ...more });
  }

  /** What an undo needs, whatever it undoes. */
  async undoInput(): Promise<UndoRunInput> {
    return {
      runId: randomUUID(),
      profileId: 'test',
      trigger: 'command-line',
      targets: await this.targets(),
      state: this.state,
      versions: this.policy.versions,
      own: this.policy.own,
      signal: new AbortController().signal,
      emit: (event) => this.events.push(event),
      now: this.now,
    };
  }

  /** Compares, settles every conflict where told to, and runs: over the same connections, as the application does. */
  async sync(settlement?: SimpleSettlement): Promise<RunReport> {
    const targets = await this.targets();
    const plan = await this.compare(new AbortController().signal, { targets });
    if (settlement !== undefined) plan.settle(null, settlement);
    return this.run(plan, { targets });
  }

  /** What the plan says, for the paths that are not equal. */
  async planned(): Promise<Record<string, string>> {
    return describePlan(await this.compare());
  }

  async tree(side: Side): Promise<Tree> {
    return readTree(this.root(side));
  }
}

/** A plan as `path: action`, equal items left out. */
export function describePlan(plan: Plan): Record<string, string> {
  const described: Record<string, string> = {};
  for (const { path, action } of plan.items.values()) {
    switch (action.kind) {
      case 'equal':
        break;
      case 'copy':
        described[path] = `copy to ${action.to}`;
        break;
      case 'create-folder':
        described[path] = `create folder on ${action.on}`;
        break;
      case 'keep-both':
        described[path] = `keep both, ${action.renames} as ${action.as}`;
        break;
      case 'merge':
        described[path] = `merge, ${action.size} bytes`;
        break;
      case 'move':
        described[path] = `move on ${action.on} from ${action.from}`;
        break;
      case 'moved':
        described[path] = `moved to ${action.to}`;
        break;
      case 'delete':
        described[path] = `delete on ${action.on}`;
        break;
      case 'conflict':
        described[path] = `conflict: ${action.conflict}`;
        break;
      case 'leave':
        described[path] = `leave: ${action.reason}`;
        break;
      case 'forget':
        described[path] = 'forget';
        break;
    }
  }
  return described;
}

/** Everything below `root`, hidden and temporary files included, but neither kept versions nor a lock. */
export async function readTree(root: string): Promise<Tree> {
  const tree: Record<string, string | null> = {};
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const full = join(entry.parentPath, entry.name);
    const path = full.slice(root.length + 1).replaceAll('\\', '/');
    if (path === LOCK_FILE || path === VERSIONS_FOLDER || path.startsWith(`${VERSIONS_FOLDER}/`)) continue;
    tree[path] = entry.isFile() ? await readFile(full, 'utf8') : null;
  }
  return Object.fromEntries(Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Modification time of a file, in milliseconds. */
export async function modifiedMs(root: string, path: string): Promise<number> {
  return (await stat(join(root, path))).mtimeMs;
}
