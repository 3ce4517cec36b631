import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionRange } from '../../../../shared/profile/connection-range.js';
import { beginGrowth, grow, refusedAt, workOf, type Growth } from './growth.js';

/** A line and a server with so many connections: the work that they do in a second, and how many the server lets in. */
interface World {
  readonly workASecond: (connections: number) => number;
  readonly allowed: number;
  /** Jobs that there are at any moment. */
  readonly demand: number;
}

const WIDE: World = { workASecond: (connections) => connections * 10, allowed: 100, demand: 72 };

/** Looks five times a second for so long, as a pool does, and tells of each limit that was in force. */
function lookOn(seconds: number, world: World, first: Growth): { last: Growth; limits: readonly number[] } {
  let growth = first;
  let work = 0;
  const limits = [growth.limit];
  for (let look = 0; look < seconds * 5; look += 1) {
    if (growth.limit > world.allowed) growth = refusedAt(growth, world.allowed);
    const connections = Math.min(growth.limit, world.allowed);
    work += world.workASecond(connections) / 5;
    growth = grow(growth, { atMs: look * 200, work, connections, demand: world.demand });
    if (growth.limit !== limits.at(-1)) limits.push(growth.limit);
  }
  return { last: growth, limits };
}

const automatic = beginGrowth(connectionRange(null));

describe('the number of connections', () => {
  it.each<readonly [what: string, world: Partial<World>, limits: readonly number[]]>([
    ['every one helps', {}, [6, 9, 14, 16]],
    ['none more helps', { workASecond: () => 60 }, [6, 9, 6]],
    ['up to nine help', { workASecond: (n) => Math.min(n, 9) * 10 }, [6, 9, 14, 9]],
    ['more of them hinder each other', { workASecond: (n) => 600 / n }, [6, 9, 6]],
    ['each further one helps a little', { workASecond: (n) => 60 + n }, [6, 9, 6]],
    ['the server lets eight in', { allowed: 8 }, [6, 9, 8]],
    ['the server lets six in', { allowed: 6 }, [6, 9, 6]],
    ['the server lets four in', { allowed: 4 }, [6, 4]],
    ['there is not enough to do', { demand: 6 }, [6]],
    ['there is enough to do for ten', { demand: 10 }, [6, 9, 10]],
    ['nothing passes', { workASecond: () => 0 }, [6]],
  ])('where %s', (_what, world, limits) => {
    expect(lookOn(15, { ...WIDE, ...world }, automatic).limits).toEqual(limits);
  });

  it('stays where somebody has chosen it', () => {
    expect(lookOn(50, WIDE, beginGrowth(connectionRange(8))).limits).toEqual([8]);
  });

  it('does not go beyond what the server refused earlier, though to where it begins', () => {
    expect(lookOn(50, WIDE, beginGrowth(connectionRange(null), 10)).limits).toEqual([6, 9, 10]);
    expect(lookOn(50, WIDE, beginGrowth(connectionRange(null), 3)).limits).toEqual([6]);
  });

  it('stays as it is in a small run', () => {
    const seconds = 55 / WIDE.workASecond(6);
    expect(lookOn(seconds, WIDE, automatic).limits).toEqual([6]);
  });

  it('is tried again after something else did not help, each time later', () => {
    const flat = { ...WIDE, workASecond: () => 60 };
    const rises = (seconds: number): number =>
      lookOn(seconds, flat, automatic).limits.filter((limit) => limit === 9).length;
    expect([15, 30, 90, 150, 300].map(rises)).toEqual([1, 2, 3, 4, 5]);
  });

  it('is not judged by a pause', () => {
    let growth = automatic;
    // Half a second of work, a minute of nothing, and work as before.
    const workAt = (ms: number): number => 0.06 * (Math.min(ms, 500) + Math.max(0, ms - 60_500));
    for (let atMs = 0; growth.before === undefined; atMs += 200) {
      growth = grow(growth, { atMs, work: workAt(atMs), connections: growth.limit, demand: 72 });
    }
    expect(growth.before.rate).toBeCloseTo(0.06);
  });

  it('weighs big files by their bytes', () => {
    expect(workOf(0, 2 ** 20)).toBe(workOf(4, 0));
  });

  it('never exceeds the most, a refusal, or what there is to do, and never falls below where it began but by a refusal', () => {
    fc.assert(
      fc.property(
        fc.record({
          allowed: fc.integer({ min: 1, max: 40 }),
          demand: fc.integer({ min: 1, max: 100 }),
          rates: fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 41, maxLength: 41 }),
          noise: fc.array(fc.double({ min: 0.5, max: 1.5, noNaN: true }), { minLength: 1, maxLength: 20 }),
        }),
        ({ allowed, demand, rates, noise }) => {
          let turn = 0;
          const workASecond = (n: number): number =>
            (rates[n] ?? 0) * (noise[(turn += 1) % noise.length] ?? 1);
          const { limits } = lookOn(120, { workASecond, allowed, demand }, automatic);
          const refused = limits.findIndex((limit) => limit > allowed);
          if (refused !== -1) expect(Math.max(...limits.slice(refused + 1))).toBeLessThanOrEqual(allowed);
          expect(Math.max(...limits)).toBeLessThanOrEqual(Math.max(6, Math.min(16, demand)));
          expect(Math.min(...limits)).toBe(Math.min(6, allowed));
        },
      ),
    );
  });

  it('comes to all that help, whatever chance adds or takes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 3, max: 50, noNaN: true }),
        fc.array(fc.double({ min: 0.97, max: 1.03, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (useful, each, noise) => {
          let turn = 0;
          const workASecond = (n: number): number =>
            Math.min(n, useful) * each * (noise[(turn += 1) % noise.length] ?? 1);
          const { last } = lookOn(50, { ...WIDE, workASecond }, automatic);
          const kept = last.before?.limit ?? last.limit;
          // What is within a step of it may be taken for chance.
          expect(kept * 1.5).toBeGreaterThanOrEqual(Math.min(useful, 16) - 1);
          if (useful <= 6) expect(kept).toBe(6);
        },
      ),
    );
  });
});
