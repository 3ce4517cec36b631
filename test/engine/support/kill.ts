import type { Sides } from '../../../src/shared/entry/entry.js';
import type { StateStore } from '../../../src/main/state/state-store.js';
import type { Target } from '../../../src/main/targets/target.js';
import { plainFeatures } from './sides/features.js';

/** A process that ends at its `step`th call to the outside world: that call and all later ones never come back. */
export interface Death {
  /** Resolves at the moment of death. */
  readonly died: Promise<undefined>;
  /** Lets a call through, or never resolves. */
  readonly pass: () => Promise<void>;
  readonly state: (store: StateStore) => StateStore;
}

export function dying(step: number): Death {
  const { promise: died, resolve } = Promise.withResolvers<undefined>();
  let left = step;
  const pass = async (): Promise<void> => {
    left -= 1;
    if (left >= 0) return;
    // What was let through before the end is as good as done: it must not go on beside the next run.
    setTimeout(() => resolve(undefined), 2);
    await new Promise(() => undefined);
  };
  let together: Promise<void> | undefined;
  /** What is asked of the store together is one transaction: it happens as a whole or not at all. */
  const passTogether = (): Promise<void> => {
    if (together === undefined) {
      together = pass();
      queueMicrotask(() => (together = undefined));
    }
    return together;
  };
  return {
    died,
    pass,
    // Every method of the store is an asynchronous call; each may be the last one.
    state: (store) =>
      new Proxy(store, {
        get(target, key, receiver): unknown {
          const value: unknown = Reflect.get(target, key, receiver);
          if (typeof value !== 'function') return value;
          return async (...args: readonly unknown[]): Promise<unknown> => {
            await passTogether();
            return Reflect.apply(value, target, args) as unknown;
          };
        },
      }),
  };
}

/**
 * Targets that die before any of their calls, and in the middle of a write: before and after its rename, and where a side `leavesGap`,
 * because it cannot rename over a file, between putting the old one away and that.
 */
export function killableTargets(
  targets: Sides<Target>,
  { pass }: Death,
  leavesGap: Sides<boolean> = { local: false, remote: false },
): Sides<Target> {
  const killable = (target: Target, gap: boolean): Target => ({
    features: { ...plainFeatures(target), hash: target.features.hash },
    connect: (signal) => target.connect(signal),
    list: async function* (folder, signal) {
      await pass();
      yield* target.list(folder, signal);
    },
    freeSpace: (signal) => target.freeSpace(signal),
    stat: async (path, signal) => {
      await pass();
      return target.stat(path, signal);
    },
    read: async (path, options) => {
      await pass();
      return target.read(path, options);
    },
    write: async (path, source, options) => {
      await pass();
      const written = await target.write(path, source, {
        ...options,
        beforeReplace: async () => {
          await pass();
          const keepAs = await options.beforeReplace();
          await pass();
          if (!gap || keepAs === undefined) return keepAs;
          await target.move(path, keepAs, options.signal);
          await pass();
          return undefined;
        },
      });
      await pass();
      return written;
    },
    move: async (from, to, signal, temporaryPath) => {
      await pass();
      await target.move(from, to, signal, temporaryPath);
      await pass();
    },
    keep: async (path, as, signal) => {
      await pass();
      await target.keep(path, as, signal);
      await pass();
    },
    makeFolder: async (path, signal) => {
      await pass();
      await target.makeFolder(path, signal);
      await pass();
    },
    removeFile: async (path, signal) => {
      await pass();
      await target.removeFile(path, signal);
      await pass();
    },
    removeFolder: async (path, signal) => {
      await pass();
      await target.removeFolder(path, signal);
      await pass();
    },
    close: () => target.close(),
  });
  return {
    local: killable(targets.local, leavesGap.local),
    remote: killable(targets.remote, leavesGap.remote),
  };
}
