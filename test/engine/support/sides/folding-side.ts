import type { Readable } from 'node:stream';
import type { Target } from '../../../../src/main/targets/target.js';
import { ProblemError } from '../../../../src/shared/problem-error.js';

/**
 * A target on a side that takes names which differ only in case for one: of either spelling it finds the file, which keeps the one that it
 * was given. `knows` says whether the target knows that of its side; those of servers do not.
 */
export function folding(target: Target, knows = true): Target {
  const spelled = async (path: string, signal: AbortSignal): Promise<string> => {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    for await (const chunk of target.list(folder, signal)) {
      for (const { name } of chunk) {
        const there = folder === '' ? name : `${folder}/${name}`;
        if (there.toLowerCase() === path.toLowerCase()) return there;
      }
    }
    return path;
  };
  const folds: Partial<Target> = {
    features: { ...target.features, foldsNames: knows },
    stat: async (path, signal) => target.stat(await spelled(path, signal), signal),
    read: async (path, options): Promise<Readable> =>
      target.read(await spelled(path, options.signal), options),
    move: async (from, to, signal, temporaryPath) => {
      if ((await target.stat(await spelled(to, signal), signal)) !== undefined) {
        throw new ProblemError({
          kind: 'already-exists',
          what: `“${to}” is there.`,
          advice: 'Look.',
          path: to,
        });
      }
      await target.move(await spelled(from, signal), to, signal, temporaryPath);
    },
    removeFile: async (path, signal) => target.removeFile(await spelled(path, signal), signal),
  };
  return new Proxy(target, {
    get: (of, key): unknown => {
      const value: unknown = Reflect.get(folds, key) ?? Reflect.get(of, key);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
}
