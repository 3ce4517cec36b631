// @ts-check
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';

/** @typedef {ReadonlyMap<string, ReadonlySet<string>>} Imports which file imports which others, by their paths */

/**
 * What the TypeScript files below a folder import of each other, types included; their paths begin at that folder. Tests are left out.
 * @param {string} folder an absolute path
 * @returns {Promise<Imports>}
 */
export async function importsIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
  const known = new Set(paths);
  /** @type {Map<string, ReadonlySet<string>>} */
  const imports = new Map();
  for (const path of paths) {
    const text = await readFile(join(folder, path), 'utf8');
    const targets = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']*)\.js'/g)]
      .map(([, target = '']) => posix.join(dirname(path), target))
      .flatMap((target) => [`${target}.ts`, `${target}.tsx`])
      .filter((target) => known.has(target));
    imports.set(path, new Set(targets));
  }
  return imports;
}

/**
 * Every circle of imports, as the paths of the files in it; none where each file can be understood before those that import it.
 * @param {Imports} imports
 * @returns {readonly (readonly string[])[]}
 */
export function circlesOf(imports) {
  /** @type {Map<string, 'entered' | 'left'>} */
  const seen = new Map();
  /** @type {string[]} */
  const way = [];
  /** @type {string[][]} */
  const circles = [];
  /** @param {string} path */
  const enter = (path) => {
    seen.set(path, 'entered');
    way.push(path);
    for (const next of imports.get(path) ?? []) {
      if (seen.get(next) === 'entered') circles.push(way.slice(way.indexOf(next)));
      else if (!seen.has(next)) enter(next);
    }
    way.pop();
    seen.set(path, 'left');
  };
  for (const path of imports.keys()) if (!seen.has(path)) enter(path);
  return circles;
}
