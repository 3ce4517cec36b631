import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { RunControl } from '../../../src/main/sync/base/flow/run-control.js';
import type { Target } from '../../../src/main/targets/target.js';
import { FULL_PACE, type EngineEvent, type RunPace } from '../../../src/shared/run/run.js';
import { isTemporaryName } from '../../../src/main/sync/base/own-names.js';
import { Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

const PAUSED: RunPace = { ...FULL_PACE, paused: true };

function filesOf(count: number, content = 'x'): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`file-${index}`, content]));
}

function finished(events: readonly EngineEvent[]): number {
  return events.filter(({ kind }) => kind === 'item-finished').length;
}

/** Counts how many writes are under way at once. */
function watched(target: Target): { readonly target: Target; readonly most: () => number } {
  let now = 0;
  let most = 0;
  const watching = new Proxy(target, {
    get(of, key): unknown {
      const value: unknown = Reflect.get(of, key);
      if (typeof value !== 'function') return value;
      if (key !== 'write') return value.bind(of) as unknown;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        most = Math.max(most, ++now);
        await sleep(5);
        try {
          return await (Reflect.apply(value, of, args) as Promise<unknown>);
        } finally {
          now -= 1;
        }
      };
    },
  });
  return { target: watching, most: () => most };
}

describe('a run that is paused', () => {
  it('begins nothing until it goes on, and then does everything', async () => {
    pair = await Pair.create(filesOf(30));
    const control = new RunControl(PAUSED);
    const outcome = pair.run(await pair.compare(), { control });
    await sleep(50);
    // The lock may just be getting its name: that goes on in a pause, so that nobody else begins meanwhile.
    const begun = Object.keys(await pair.tree('remote')).filter((path) => !isTemporaryName(path));
    expect(begun).toEqual([]);
    control.set(FULL_PACE);
    expect((await outcome).counts.done).toBe(30);
    expect(await pair.tree('remote')).toEqual(filesOf(30));
  });

  it('lets no byte of a transfer under way pass', async () => {
    pair = await Pair.create({ big: 'x'.repeat(3_000_000) });
    const control = new RunControl();
    let bytes = 0;
    const outcome = pair.run(await pair.compare(), {
      control,
      emit: (event) => {
        if (event.kind !== 'transfer-progress') return;
        if (bytes === 0) control.set(PAUSED);
        bytes = event.transfer.bytesDone;
      },
    });
    await expect.poll(() => bytes).toBeGreaterThan(0);
    await sleep(50);
    const before = bytes;
    await sleep(50);
    expect(bytes).toBe(before);
    expect(bytes).toBeLessThan(3_000_000);
    control.set(FULL_PACE);
    expect((await outcome).counts).toMatchObject({ done: 1, failed: 0 });
  });

  it('can be stopped', async () => {
    pair = await Pair.create(filesOf(5));
    const stop = new AbortController();
    const outcome = pair.run(await pair.compare(), {
      control: new RunControl(PAUSED),
      signal: stop.signal,
    });
    stop.abort();
    expect((await outcome).end).toEqual({ kind: 'stopped' });
    expect(await pair.tree('remote')).toEqual({});
  });

  it('tells of every change of its pace', async () => {
    pair = await Pair.create({ a: 'x' });
    const control = new RunControl(PAUSED);
    const outcome = pair.run(await pair.compare(), { control });
    await expect.poll(() => pair.events.map(({ kind }) => kind)).toContain('run-pace');
    control.set(FULL_PACE);
    await outcome;
    expect(pair.events.filter(({ kind }) => kind === 'run-pace')).toEqual([
      { kind: 'run-pace', pace: PAUSED },
      { kind: 'run-pace', pace: FULL_PACE },
    ]);
    expect(finished(pair.events)).toBe(1);
  });
});

describe('a limit of connections', () => {
  it('holds from the beginning', async () => {
    pair = await Pair.create(filesOf(20));
    const plan = await pair.compare();
    const targets = await pair.targets();
    const remote = watched(targets.remote);
    const control = new RunControl({ ...FULL_PACE, connections: 2 });
    await pair.run(plan, { control, targets: { ...targets, remote: remote.target } });
    expect(remote.most()).toBe(2);
    expect(await pair.tree('remote')).toEqual(filesOf(20));
  });

  it('can be raised on the way', async () => {
    pair = await Pair.create(filesOf(40));
    const plan = await pair.compare();
    const targets = await pair.targets();
    const remote = watched(targets.remote);
    const control = new RunControl({ ...FULL_PACE, connections: 1 });
    let raised = false;
    await pair.run(plan, {
      control,
      targets: { ...targets, remote: remote.target },
      emit: (event) => {
        if (event.kind !== 'item-finished' || raised) return;
        raised = true;
        expect(remote.most()).toBe(1);
        control.set({ ...FULL_PACE, connections: 3 });
      },
    });
    expect(remote.most()).toBe(3);
  });
});

describe('a speed limit', () => {
  it('can be taken away on the way, and the content is whole', async () => {
    const content = 'abcdefghij'.repeat(30_000);
    pair = await Pair.create({ big: content });
    const control = new RunControl({ ...FULL_PACE, bytesPerSecond: 1024 });
    let told = false;
    const report = await pair.run(await pair.compare(), {
      control,
      emit: (event) => {
        if (event.kind !== 'transfer-progress' || told) return;
        told = true;
        expect(event.transfer.bytesDone).toBeLessThan(content.length);
        control.set(FULL_PACE);
      },
    });
    expect(report.counts.done).toBe(1);
    expect(told).toBe(true);
    expect(await pair.tree('remote')).toEqual({ big: content });
  });
});
