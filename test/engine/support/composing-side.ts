import type { Entry, ItemPath } from '../../../src/shared/entry/entry.js';
import type { Listed, Target } from '../../../src/main/targets/target.js';

/**
 * The target as on a Mac's older disk (HFS Plus): every name is kept with its letters decomposed, is listed like that, and is found however
 * it is composed.
 */
export function decomposing(target: Target): Target {
  const on = (path: ItemPath): ItemPath => path.normalize('NFD');
  const composing: Partial<Target> = {
    capabilities: { ...target.capabilities, foldsNames: true },
    stat: (path, signal): Promise<Entry | undefined> => target.stat(on(path), signal),
    list: (folder, signal): AsyncIterable<readonly Listed[]> => target.list(on(folder), signal),
    read: (path, options) => target.read(on(path), options),
    write: (path, source, options) => target.write(on(path), source, withPlaces(options, on)),
    move: (from, to, signal, temporaryPath) =>
      target.move(on(from), on(to), signal, temporaryPath && on(temporaryPath)),
    keep: (path, as, signal, temporaryPath) =>
      target.keep(on(path), on(as), signal, temporaryPath && on(temporaryPath)),
    makeFolder: (path, signal) => target.makeFolder(on(path), signal),
    removeFile: (path, signal) => target.removeFile(on(path), signal),
    removeFolder: (path, signal) => target.removeFolder(on(path), signal),
  };
  return new Proxy(target, {
    get: (of, key): unknown => {
      const own: unknown = Reflect.get(composing, key);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(of, key);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
}

function withPlaces<T extends Parameters<Target['write']>[2]>(
  options: T,
  on: (path: ItemPath) => ItemPath,
): T {
  const beforeReplace = async (): Promise<ItemPath | undefined> => {
    const keepAs = await options.beforeReplace();
    return keepAs === undefined ? undefined : on(keepAs);
  };
  return { ...options, temporaryPath: on(options.temporaryPath), beforeReplace };
}
