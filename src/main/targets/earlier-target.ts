import type { Capabilities, Features, OptionalOperations, Target } from './target.js';

/**
 * A target in the form of version 0.1.0 of the library: its `capabilities` apart from the methods that only some targets have, and `hash`
 * required of all.
 */
export interface EarlierTarget extends Omit<Target, 'features'>, Omit<OptionalOperations, 'hash' | 'expect'> {
  readonly capabilities: Capabilities;
  readonly hash: NonNullable<OptionalOperations['hash']>;
}

const OPERATIONS = ['hash', 'hashHere', 'modeOf', 'share', 'makeLink', 'describe'] as const;

/** The target itself, or one in today's form that does what an earlier one does. */
export function currentTarget(target: Target | EarlierTarget): Target {
  return 'features' in target ? target : new CurrentTarget(target);
}

class CurrentTarget implements Target {
  readonly connect: Target['connect'];
  readonly list: Target['list'];
  readonly stat: Target['stat'];
  readonly read: Target['read'];
  readonly freeSpace: Target['freeSpace'];
  readonly write: Target['write'];
  readonly move: Target['move'];
  readonly keep: Target['keep'];
  readonly makeFolder: Target['makeFolder'];
  readonly removeFile: Target['removeFile'];
  readonly removeFolder: Target['removeFolder'];
  readonly close: Target['close'];
  readonly #earlier: EarlierTarget;
  readonly #operations: OptionalOperations;

  constructor(earlier: EarlierTarget) {
    this.#earlier = earlier;
    this.connect = earlier.connect.bind(earlier);
    this.list = earlier.list.bind(earlier);
    this.stat = earlier.stat.bind(earlier);
    this.read = earlier.read.bind(earlier);
    this.freeSpace = earlier.freeSpace.bind(earlier);
    this.write = earlier.write.bind(earlier);
    this.move = earlier.move.bind(earlier);
    this.keep = earlier.keep.bind(earlier);
    this.makeFolder = earlier.makeFolder.bind(earlier);
    this.removeFile = earlier.removeFile.bind(earlier);
    this.removeFolder = earlier.removeFolder.bind(earlier);
    this.close = earlier.close.bind(earlier);
    this.#operations = {
      hash: earlier.hash.bind(earlier),
      hashHere: earlier.hashHere?.bind(earlier),
      modeOf: earlier.modeOf?.bind(earlier),
      share: earlier.share?.bind(earlier),
      makeLink: earlier.makeLink?.bind(earlier),
      describe: earlier.describe?.bind(earlier),
    };
  }

  get features(): Features {
    return { ...this.#earlier.capabilities, ...this.#operations };
  }

  get rootFolder(): string | undefined {
    return this.#earlier.rootFolder;
  }

  get signInFolder(): string | undefined {
    return this.#earlier.signInFolder;
  }
}

/** The same object, which programs written for version 0.1.0 can use as well: it has the members that a target had then. */
export function withEarlierMembers<T extends Target>(target: T): T {
  Object.defineProperty(target, 'capabilities', {
    configurable: true,
    get: (): Capabilities => target.features,
  });
  for (const name of OPERATIONS) {
    Object.defineProperty(target, name, {
      configurable: true,
      get: () => target.features[name] ?? (name === 'hash' ? () => Promise.resolve(undefined) : undefined),
    });
  }
  return target;
}
