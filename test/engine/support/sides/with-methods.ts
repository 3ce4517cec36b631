import type { Target } from '../../../../src/main/targets/target.js';

/** A target of which some methods are replaced, or missing where `undefined` takes their place, to watch it or to make trouble. */
export function withMethods(
  target: Target,
  replaced: { readonly [Key in keyof Target]?: Target[Key] | undefined },
): Target {
  return new Proxy(target, {
    get(of, key): unknown {
      if (Object.hasOwn(replaced, key)) return Reflect.get(replaced, key) as unknown;
      const value: unknown = Reflect.get(of, key);
      return typeof value === 'function'
        ? (...args: unknown[]): unknown => Reflect.apply(value, of, args) as unknown
        : value;
    },
  });
}
