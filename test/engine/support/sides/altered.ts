import type { Target } from '../../../../src/main/targets/target.js';
import { plainFeatures } from './features.js';

/** A target whose methods can be replaced one by one. */
export function altered(target: Target, changes: Partial<Target>): Target {
  return {
    features: { ...plainFeatures(target), hash: target.features.hash },
    connect: (signal) => target.connect(signal),
    list: (folder, signal) => target.list(folder, signal),
    freeSpace: (signal) => target.freeSpace(signal),
    stat: (path, signal) => target.stat(path, signal),
    read: (path, options) => target.read(path, options),
    write: (path, source, options) => target.write(path, source, options),
    move: (from, to, signal, temporaryPath) => target.move(from, to, signal, temporaryPath),
    keep: (path, as, signal) => target.keep(path, as, signal),
    makeFolder: (path, signal) => target.makeFolder(path, signal),
    removeFile: (path, signal) => target.removeFile(path, signal),
    removeFolder: (path, signal) => target.removeFolder(path, signal),
    close: () => target.close(),
    ...changes,
  };
}
