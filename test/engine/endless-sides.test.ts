import { afterEach, describe, expect, it } from 'vitest';
import { compare } from '../../src/main/sync/scan/compare.js';
import { COMPARE_AT_MOST, type CompareBounds } from '../../src/main/sync/scan/compare-meter.js';
import type { Plan } from '../../src/main/sync/plan/plan.js';
import type { Listed, Target } from '../../src/main/targets/target.js';
import type { EngineEvent } from '../../src/shared/run/run.js';
import { Pair } from './support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

const file = (name: string): Listed => ({ name, entry: { kind: 'file', size: 1 } });
const folder = (name: string): Listed => ({ name, entry: { kind: 'folder' } });

/** A remote side whose folders list what `list` says, and what came of comparing with it. */
async function comparing(
  list: Target['list'],
  bounds: Partial<CompareBounds>,
): Promise<{
  readonly plan: Plan | undefined;
  readonly problem: string;
  readonly events: readonly EngineEvent[];
}> {
  pair = await Pair.create({ here: 'x' });
  const { local, remote } = await pair.targets();
  const endless = new Proxy(remote, {
    get: (target, key): unknown => {
      if (key === 'list') return list;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const events: EngineEvent[] = [];
  const input = {
    targets: { local, remote: endless },
    state: pair.state,
    policy: pair.policy,
    signal: new AbortController().signal,
    nowMs: Date.now(),
    emit: (event: EngineEvent) => events.push(event),
    bounds: { ...COMPARE_AT_MOST, ...bounds },
  };
  let problem = '';
  const plan = await compare(input).catch((error: unknown) => {
    problem = error instanceof Error ? error.message : '';
    return undefined;
  });
  return { plan, problem, events };
}

describe('a side without an end', () => {
  it('that lists names for ever stops the comparison with a sentence, and tells meanwhile how many came', async () => {
    const { problem, events } = await comparing(
      async function* () {
        await Promise.resolve();
        for (let n = 0; ; n += 50) yield Array.from({ length: 50 }, (_, index) => file(`file ${n + index}`));
      },
      { entries: 5_000 },
    );
    expect(problem).toContain('seems to have no end');
    const told = events.flatMap((event) =>
      event.kind === 'scan-progress' ? (event.progress.arriving ?? []) : [],
    );
    expect(Math.max(...told)).toBeGreaterThan(4_000);
  });

  it('whose folders hold ever more folders stops the comparison', async () => {
    const { problem } = await comparing(
      async function* () {
        await Promise.resolve();
        yield Array.from({ length: 10 }, (_, n) => folder(`folder ${n}`));
      },
      { entries: 2_000 },
    );
    expect(problem).toContain('seems to have no end');
  });

  it('S8: whose folders lie in one another without an end is skipped where it gets too deep, and the rest compared', async () => {
    const { plan } = await comparing(
      async function* () {
        await Promise.resolve();
        yield [folder('deeper')];
      },
      { depth: 5 },
    );
    expect(plan?.items.get('deeper/deeper/deeper/deeper/deeper/deeper')?.action).toEqual({
      kind: 'leave',
      reason: 'unreadable',
    });
    expect(plan?.items.has('here')).toBe(true);
  });

  it('with names too long to keep stops the comparison', async () => {
    const { problem } = await comparing(
      async function* () {
        await Promise.resolve();
        for (let n = 0; ; n += 1) yield [file(`${'x'.repeat(1_000)}${n}`)];
      },
      { pathLetters: 100_000 },
    );
    expect(problem).toContain('too long to keep');
  });

  it('that never goes on with its list stops the comparison', async () => {
    const { problem } = await comparing(
      async function* (_folder, signal) {
        yield [file('one')];
        await new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
        });
      },
      { stillMs: 100 },
    );
    expect(problem).toContain('Nothing has been listed');
  });
});

it('S8: an entry that its side lists in no intelligible form is skipped and named, and never deleted', async () => {
  const { plan } = await comparing(async function* () {
    await Promise.resolve();
    yield [{ name: 'here', entry: { kind: 'other', what: 'unreadable-entry' } }];
  }, {});
  const item = plan?.items.get('here');
  expect(item?.action).toEqual({ kind: 'leave', reason: 'unreadable' });
  expect(item?.problem?.what).toContain('“here”');
});
