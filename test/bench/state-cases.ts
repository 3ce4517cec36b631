import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BaselineRow } from '../../src/shared/entry/baseline.js';
import type { Sides } from '../../src/shared/entry/entry.js';
import { openState } from '../../src/main/state/open-state.js';
import type { StateStore } from '../../src/main/state/state-store.js';
import { compare } from '../../src/main/sync/scan/compare.js';
import { forEachBounded } from '../../src/main/sync/base/flow/bounded.js';
import { DEFAULT_POLICY } from '../../src/main/sync/base/policy.js';
import { run } from '../../src/main/sync/run/run.js';
import { LocalTarget } from '../../src/main/targets/local/local-target.js';
import type { Target } from '../../src/main/targets/target.js';
import { ForgetfulState } from './forgetful-state.js';
import { GeneratedTarget } from './generated-target.js';

/** Something that is measured in a process of its own; resolves with figures, seconds unless the name says otherwise. */
export interface StateCase {
  readonly name: string;
  readonly title: string;
  readonly measure: (folder: string) => Promise<Readonly<Record<string, number>>>;
}

const FILES_EACH = 100;
const CONTENT = Buffer.alloc(4096, 'evenkeel');
const policy = { ...DEFAULT_POLICY, versions: { kind: 'on', maxAgeMs: 86_400_000, maxBytes: 1e9 } } as const;

/** Figures in seconds, as they come. */
class Watch {
  readonly figures: Record<string, number> = {};

  async time<T>(name: string, work: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    const result = await work();
    this.figures[name] = (performance.now() - begun) / 1000;
    return result;
  }
}

const memoryIn = async (folder: string): Promise<StateStore> =>
  (await openState({ file: join(folder, 'memory', 'profile.sqlite'), pair: 'local|remote' })).store;

function rowsOf(folder: string): BaselineRow[] {
  return Array.from({ length: FILES_EACH }, (_, n): BaselineRow => {
    const file = {
      kind: 'file',
      size: n * 1000,
      modified: { ms: 1_700_000_000_000 + n * 1234.5, precisionMs: 1 },
    } as const;
    return {
      path: `${folder}/photograph-${n}.jpeg`,
      record: { kind: 'file', sides: { local: file, remote: file } },
    };
  });
}

async function fill(folder: string, entries: number): Promise<void> {
  const state = await memoryIn(folder);
  for (let n = 0; n < entries / FILES_EACH; n += 1) {
    await state.recordAll([
      { path: `folder number ${n}`, record: { kind: 'folder' } },
      ...rowsOf(`folder number ${n}`),
    ]);
  }
  await state.close();
}

async function load(state: StateStore): Promise<void> {
  let level: readonly string[] = [''];
  while (level.length > 0) {
    const next: string[] = [];
    await forEachBounded(level, 8, new AbortController().signal, async (folder) => {
      for (const { path, record } of await state.childrenOf(folder)) {
        if (record.kind === 'folder') next.push(path);
      }
    });
    level = next;
  }
}

async function openAndLoad(folder: string, entries: number): Promise<Readonly<Record<string, number>>> {
  await fill(folder, entries);
  const watch = new Watch();
  const state = await watch.time('open', () => memoryIn(folder));
  await watch.time('load', () => load(state));
  await state.close();
  return watch.figures;
}

/** Compares and synchronizes; the times are entered under these names. */
async function synchronize(
  watch: Watch,
  targets: Sides<Target>,
  state: StateStore,
  names: { readonly compare: string; readonly run: string },
): Promise<void> {
  const { signal } = new AbortController();
  const common = { targets, state, policy, signal, emit: () => undefined };
  const plan = await watch.time(names.compare, () => compare({ ...common, nowMs: Date.now() }));
  const about = {
    runId: randomUUID(),
    profileId: 'bench',
    trigger: 'command-line',
    dryRun: false,
    exceedDeletionLimit: true,
  } as const;
  const report = await watch.time(names.run, () => run({ ...common, ...about, plan, now: Date.now }));
  if (report.end.kind !== 'finished' || report.counts.failed > 0) {
    throw new Error(`The run did not succeed: ${JSON.stringify({ ...report, items: [] })}`);
  }
}

/** A run of new files between two folders of this computer, with the memory and with one that forgets at once. */
async function runOf(
  folder: string,
  files: number,
  rounds: number,
): Promise<Readonly<Record<string, number>>> {
  const local = join(folder, 'local');
  for (let n = 0; n < files / FILES_EACH; n += 1) {
    await mkdir(join(local, `folder number ${n}`), { recursive: true });
    for (let m = 0; m < FILES_EACH; m += 1) {
      await writeFile(join(local, `folder number ${n}`, `photograph-${m}.jpeg`), CONTENT);
    }
  }
  const taken = {
    share: [] as number[],
    cpuShare: [] as number[],
    run: [] as number[],
    again: [] as number[],
  };
  for (let round = 0; round < rounds; round += 1) {
    const cost = { forgetful: NO_COST, memory: NO_COST };
    // One right after the other, and each of them first every other time: what else the machine does then weighs on both alike.
    const kinds = ['forgetful', 'memory'] as const;
    for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
      const base = await mkdtemp(join(folder, 'round-'));
      const remote = join(base, 'remote');
      await mkdir(remote);
      const state = kind === 'forgetful' ? new ForgetfulState() : await memoryIn(base);
      const targets = {
        local: new LocalTarget(local, 'local'),
        remote: new LocalTarget(remote, 'remote'),
      };
      const watch = new Watch();
      const cpu = process.cpuUsage();
      await synchronize(watch, targets, state, { compare: 'compare', run: 'run' });
      const { user, system } = process.cpuUsage(cpu);
      cost[kind] = { seconds: watch.figures['run'] ?? NaN, cpu: (user + system) / 1e6 };
      if (kind === 'memory') {
        await synchronize(watch, targets, state, { compare: 'compare', run: 'run' });
        taken.again.push(watch.figures['compare'] ?? NaN);
      }
      await state.close();
      for (const side of ['local', 'remote'] as const) await targets[side].close();
      await rm(base, { recursive: true, force: true });
    }
    const { memory, forgetful } = cost;
    taken.run.push(memory.seconds);
    taken.share.push(1 - forgetful.seconds / memory.seconds);
    taken.cpuShare.push(1 - forgetful.cpu / memory.cpu);
  }
  return {
    run: median(taken.run),
    'share of bookkeeping, % of the time': median(taken.share) * 100,
    'and % of the processor time of all threads': median(taken.cpuShare) * 100,
    'nothing changed': median(taken.again),
  };
}

const NO_COST = { seconds: NaN, cpu: NaN };

/** A million entries, of which a run has to remember that they are in sync, and another one that nothing changed. */
async function millionEqual(folder: string): Promise<Readonly<Record<string, number>>> {
  const forest = { folders: 10_000, filesEach: 99 };
  const targets = { local: new GeneratedTarget(forest), remote: new GeneratedTarget(forest) };
  const watch = new Watch();
  const state = await memoryIn(folder);
  await synchronize(watch, targets, state, { compare: 'initial sync', run: 'remember all' });
  await synchronize(watch, targets, state, { compare: 'compare again', run: 'nothing to do' });
  await state.close();
  return watch.figures;
}

/** A million entries that are all to be copied, to a side that takes them in without a disk. */
async function millionNew(folder: string): Promise<Readonly<Record<string, number>>> {
  const targets = {
    local: new GeneratedTarget({ folders: 10_000, filesEach: 99 }),
    remote: new GeneratedTarget({ folders: 0, filesEach: 0 }),
  };
  const watch = new Watch();
  const state = await memoryIn(folder);
  await synchronize(watch, targets, state, { compare: 'compare', run: 'run' });
  await state.close();
  return watch.figures;
}

const SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;

/** The same with ten times as many entries each time, and with which power of their number the time grows. */
async function growing(folder: string): Promise<Readonly<Record<string, number>>> {
  const steps = ['compare', 'nothing to do', 'open and load'] as const;
  const figures: Record<string, number> = {};
  for (const entries of SIZES) {
    const forest = { folders: entries / FILES_EACH, filesEach: FILES_EACH - 1 };
    const targets = { local: new GeneratedTarget(forest), remote: new GeneratedTarget(forest) };
    const place = join(folder, String(entries));
    const watch = new Watch();
    let state = await memoryIn(place);
    await synchronize(watch, targets, state, { compare: 'initial sync', run: 'remember all' });
    // What is small is over too soon to be measured once.
    for (let again = 0; again < 100_000 / entries || again === 0; again += 1) {
      const once = new Watch();
      await synchronize(once, targets, state, { compare: 'compare', run: 'nothing to do' });
      await state.close();
      state = await once.time('open and load', async () => {
        const opened = await memoryIn(place);
        await load(opened);
        return opened;
      });
      for (const step of steps) {
        const name = `${step}, ${entries.toLocaleString('en')}`;
        figures[name] = Math.min(figures[name] ?? Infinity, once.figures[step] ?? NaN);
      }
    }
    await state.close();
  }
  const exponents = steps.map((step) => {
    const points = SIZES.map((entries) => ({
      entries,
      seconds: figures[`${step}, ${entries.toLocaleString('en')}`] ?? NaN,
    }));
    return [`${step}, exponent`, exponentOf(points)] as const;
  });
  return { ...figures, ...Object.fromEntries(exponents) };
}

/** The power of the number of entries with which the time grows: the slope of the line that fits best, both in logarithms. */
function exponentOf(points: readonly { readonly entries: number; readonly seconds: number }[]): number {
  const logs = points.map(({ entries, seconds }) => ({ x: Math.log(entries), y: Math.log(seconds) }));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(logs.map((log) => log.x)), mean(logs.map((log) => log.y))];
  const across = logs.reduce((sum, log) => sum + (log.x - x) * (log.y - y), 0);
  return across / logs.reduce((sum, log) => sum + (log.x - x) ** 2, 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

export const STATE_CASES: readonly StateCase[] = [
  {
    name: 'load',
    title: 'Open and load 100,000 entries',
    measure: (folder) => openAndLoad(folder, 100_000),
  },
  {
    name: 'run',
    title: 'Run of 2,000 new files, folder to folder, 11 times with the memory and without',
    measure: (folder) => runOf(folder, 2_000, 11),
  },
  {
    name: 'big-run',
    title: 'Run of 100,000 new files, folder to folder',
    measure: (folder) => runOf(folder, 100_000, 1),
  },
  {
    name: 'growth',
    title: 'Growth, both sides in sync, from 1,000 to 1,000,000 entries',
    measure: growing,
  },
  { name: 'million-equal', title: '1,000,000 entries in sync', measure: millionEqual },
  { name: 'million-new', title: '1,000,000 new entries', measure: millionNew },
];

/** Measures a case in a folder of its own. */
export async function measureIn(bench: StateCase): Promise<Readonly<Record<string, number>>> {
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-bench-'));
  try {
    return await bench.measure(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
