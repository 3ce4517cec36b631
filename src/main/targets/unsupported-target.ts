import type { Side } from '../../shared/entry.js';
import { TargetError } from './target-error.js';
import type { Capabilities, Target } from './target.js';

/** A target of a protocol that is not there yet: every attempt to use it says so. */
export function unsupportedTarget(protocol: string, side: Side): Target {
  const error = (): TargetError =>
    new TargetError({
      kind: 'unsupported',
      what: `This version of Evenkeel cannot reach ${protocol.toUpperCase()} servers yet.`,
      advice: 'Use an ftp:// or ftps:// address, or a folder.',
      side,
    });
  const refuse = (): Promise<never> => Promise.reject(error());
  const capabilities: Capabilities = { setsTimesToMs: undefined, nameRules: 'posix', concurrency: 1 };
  return {
    capabilities,
    connect: refuse,
    list: () => ({ [Symbol.asyncIterator]: () => ({ next: refuse }) }),
    stat: refuse,
    read: refuse,
    write: refuse,
    move: refuse,
    keep: refuse,
    makeFolder: refuse,
    removeFile: refuse,
    removeFolder: refuse,
    close: () => Promise.resolve(),
  };
}
