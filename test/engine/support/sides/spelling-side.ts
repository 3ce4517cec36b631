import type { Readable } from 'node:stream';
import type { Entry, ItemPath } from '../../../../src/shared/entry/entry.js';
import type { Listed, PlaceOptions, Target } from '../../../../src/main/targets/target.js';

/**
 * The target as on a side that has its own way with names: each is kept, and listed, as `spell` makes it of the one that was given, and is
 * found under whatever comes to the same. `knows` says whether the target knows that of its side; those of servers do not.
 */
export function spelling(target: Target, spell: (path: ItemPath) => ItemPath, knows: boolean): Target {
  const maybe = (path: ItemPath | undefined): ItemPath | undefined => path && spell(path);
  const placed = <T extends PlaceOptions>(options: T): T => ({
    ...options,
    temporaryPath: spell(options.temporaryPath),
    beforeReplace: async () => maybe(await options.beforeReplace()),
  });
  const { hash, hashHere, modeOf } = target.features;
  const changed: Partial<Target> = {
    features: {
      ...target.features,
      foldsNames: knows,
      hash: hash && ((path, name, signal) => hash(spell(path), name, signal)),
      hashHere: hashHere && ((path, signal) => hashHere(spell(path), signal)),
      modeOf: modeOf && ((path, signal) => modeOf(spell(path), signal)),
      share: undefined,
    },
    stat: (path, signal): Promise<Entry | undefined> => target.stat(spell(path), signal),
    list: (folder, signal): AsyncIterable<readonly Listed[]> => target.list(spell(folder), signal),
    read: (path, options): Promise<Readable> => target.read(spell(path), options),
    write: (path, source, options) => target.write(spell(path), source, placed(options)),
    move: (from, to, signal, temporaryPath) =>
      target.move(spell(from), spell(to), signal, maybe(temporaryPath)),
    keep: (path, as, signal, temporaryPath) =>
      target.keep(spell(path), spell(as), signal, maybe(temporaryPath)),
    makeFolder: (path, signal) => target.makeFolder(spell(path), signal),
    removeFile: (path, signal) => target.removeFile(spell(path), signal),
    removeFolder: (path, signal) => target.removeFolder(spell(path), signal),
  };
  return new Proxy(target, {
    get: (of, key): unknown => {
      const own: unknown = Reflect.get(changed, key);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(of, key);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
}
