import type { Entry } from '../../../../src/shared/entry/entry.js';
import type { Target } from '../../../../src/main/targets/target.js';

/** A target that does not tell what its side calls its files. */
export function withoutIds(target: Target): Target {
  const nameless = <T extends Entry>(entry: T): T => ('id' in entry ? { ...entry, id: undefined } : entry);
  const changes: Partial<Target> = {
    list: async function* (folder, signal) {
      for await (const chunk of target.list(folder, signal)) {
        yield chunk.map(({ name, entry }) => ({ name, entry: nameless(entry) }));
      }
    },
    stat: async (path, signal) => {
      const entry = await target.stat(path, signal);
      return entry === undefined ? undefined : nameless(entry);
    },
    write: async (path, source, options) => nameless(await target.write(path, source, options)),
  };
  return new Proxy(target, {
    get: (of, key): unknown => {
      const value: unknown = Reflect.get(key in changes ? changes : of, key);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
}
