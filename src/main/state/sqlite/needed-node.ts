/** Which Nodes will do, as package.json writes it. */
export const NODE_RANGE = '^22.16.0 || >=24.0.0';

/** The same for people. */
export const NEEDED_NODE = 'Node 22.16 or newer (but not Node 23)';

/**
 * Whether the SQLite of this Node has all that is used of it: `setReturnArrays` and the time limit of a database came with 22.16 and 24.0,
 * and no 23 has them. `bin/evenkeel.mjs` asks the same before it loads anything; tests hold the two together.
 */
export function isNodeEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= 24 || (major === 22 && minor >= 16);
}
