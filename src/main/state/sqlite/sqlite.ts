import { isBuiltin } from 'node:module';
import type * as sqlite from 'node:sqlite';
import { isNodeEnough, NEEDED_NODE } from './needed-node.js';

/**
 * SQLite as the runtime has it built in. Importing this throws on a Node whose SQLite lacks something; an `import` of `node:sqlite` would end the
 * program before any code of ours runs, in words that help nobody.
 */
function builtIn(): typeof sqlite {
  if (!isBuiltin('node:sqlite') || !isNodeEnough(process.versions.node)) {
    throw new Error(`Evenkeel needs ${NEEDED_NODE}; this is ${process.versions.node}.`);
  }
  const emitWarning = process.emitWarning.bind(process);
  // Node 22 calls it experimental each time that it loads it. What we need of it is there in the oldest that we take.
  process.emitWarning = () => undefined;
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

export const { DatabaseSync } = builtIn();
export type DatabaseSync = sqlite.DatabaseSync;
