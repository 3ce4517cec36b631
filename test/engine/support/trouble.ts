import fc from 'fast-check';
import type { ProblemKind } from '../../../src/shared/problem.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import type { Sides } from '../../../src/shared/entry/entry.js';
import type { Target } from '../../../src/main/targets/target.js';

/** What goes wrong in a run: a kill at a call to the outside world, or some calls that fail, from one on. */
export type Trouble =
  | { readonly kind: 'kill'; readonly step: number }
  | {
      readonly kind: 'failures';
      /** The first call that fails. */
      readonly from: number;
      /** How many do. */
      readonly count: number;
      readonly problem: ProblemKind;
      /** Whether the call does what it was asked for, and only its answer is lost. */
      readonly answered: boolean;
    };

/** No kind that is tried again: that would take its time. */
const problem = fc.constantFrom<ProblemKind>('other', 'permission-denied', 'no-space', 'server-unreachable');

export const troubleArbitrary: fc.Arbitrary<Trouble> = fc.oneof(
  fc.record({ kind: fc.constant('kill' as const), step: fc.integer({ min: 0, max: 60 }) }),
  fc.record({
    kind: fc.constant('failures' as const),
    from: fc.integer({ min: 0, max: 40 }),
    count: fc.constantFrom(1, 1, 3, 1000),
    problem,
    answered: fc.boolean(),
  }),
);

const METHODS: ReadonlySet<string> = new Set([
  'stat',
  'read',
  'write',
  'move',
  'keep',
  'makeFolder',
  'removeFile',
  'removeFolder',
]);

/** Targets of which some calls fail. */
export function failingTargets(
  targets: Sides<Target>,
  { from, count, problem: kind, answered }: Extract<Trouble, { readonly kind: 'failures' }>,
): Sides<Target> {
  let calls = 0;
  const failing = (target: Target): Target =>
    new Proxy(target, {
      get(of, key): unknown {
        const value: unknown = Reflect.get(of, key);
        if (typeof value !== 'function' || !METHODS.has(String(key))) return value;
        return async (...args: readonly unknown[]): Promise<unknown> => {
          const call = calls++;
          const fails = call >= from && call < from + count;
          if (!fails) return (await Reflect.apply(value, of, args)) as unknown;
          if (answered) await Reflect.apply(value, of, args);
          else if (key === 'write') (args[1] as { destroy: () => void }).destroy();
          throw new ProblemError({ kind, what: `It failed: ${String(key)}.`, advice: 'Try again.' });
        };
      },
    });
  return { local: failing(targets.local), remote: failing(targets.remote) };
}
