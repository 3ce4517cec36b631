import type { Features, Target } from '../../../../src/main/targets/target.js';

/** The features of a target without what only some targets can do, so that everything is done by its methods. */
export function plainFeatures(target: Target): Features {
  return {
    ...target.features,
    hash: undefined,
    hashHere: undefined,
    modeOf: undefined,
    share: undefined,
    makeLink: undefined,
    describe: undefined,
  };
}

/** The target with some of its features replaced; calls go to it unchanged. */
export function withFeatures(target: Target, changes: Partial<Features>): Target {
  return new Proxy(target, {
    get: (of, key): unknown => {
      if (key === 'features') return { ...of.features, ...changes };
      const value: unknown = Reflect.get(of, key);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
}
