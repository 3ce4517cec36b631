// @ts-check
import { isBuiltin } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';

/**
 * A part of the source, which other parts it may import, and whether it may import Node and Electron.
 * @typedef {{ path: string, imports: readonly string[], node: boolean, electron: boolean }} Layer
 */

const WITHIN_MAIN = [
  'src/main/targets',
  'src/main/state',
  'src/main/sync',
  'src/main/profiles',
  'src/main/credentials',
  'src/main/demo',
  'src/main/activity',
  'src/main/library',
  'src/main/cli',
  'src/main/ipc',
  'src/main/app',
];

/**
 * Dependencies point one way: renderer → shared ← main; within main app, ipc, cli → sync → targets, state → shared.
 * @type {readonly Layer[]}
 */
export const LAYERS = [
  { path: 'src/shared', imports: [], node: false, electron: false },
  { path: 'src/renderer', imports: ['src/shared'], node: false, electron: false },
  { path: 'src/main/targets', imports: ['src/shared'], node: true, electron: false },
  { path: 'src/main/state', imports: ['src/shared'], node: true, electron: false },
  {
    path: 'src/main/sync',
    imports: ['src/main/targets', 'src/main/state', 'src/shared'],
    node: true,
    electron: false,
  },
  { path: 'src/main/profiles', imports: ['src/shared'], node: true, electron: false },
  { path: 'src/main/credentials', imports: ['src/shared'], node: true, electron: false },
  { path: 'src/main/demo', imports: ['src/shared'], node: true, electron: false },
  { path: 'src/main/activity', imports: [...WITHIN_MAIN, 'src/shared'], node: true, electron: false },
  {
    path: 'src/main/library',
    imports: [
      'src/main/activity',
      'src/main/sync',
      'src/main/targets',
      'src/main/state',
      'src/main/profiles',
      'src/shared',
    ],
    node: true,
    electron: false,
  },
  { path: 'src/main/cli', imports: [...WITHIN_MAIN, 'src/shared'], node: true, electron: false },
  { path: 'src/main/ipc', imports: [...WITHIN_MAIN, 'src/shared'], node: true, electron: true },
  { path: 'src/main/app', imports: [...WITHIN_MAIN, 'src/shared'], node: true, electron: true },
  { path: 'src/main/index.ts', imports: [...WITHIN_MAIN, 'src/shared'], node: true, electron: true },
];

/**
 * Why `file` may not import `specifier`, as a sentence; `undefined` where it may, or where `file` is in no layer.
 * @param {string} root the project's folder
 * @param {string} file an absolute path
 * @param {string} specifier as the import says it
 * @returns {string | undefined}
 */
export function refusal(root, file, specifier) {
  const from = layerOf(root, file);
  if (from === undefined) return undefined;
  if (specifier.startsWith('.')) {
    const target = resolve(dirname(file), specifier);
    const to = layerOf(root, target);
    if (to === from || (to !== undefined && from.imports.includes(to.path))) return undefined;
    const where = to?.path ?? slashed(relative(root, target));
    return `${from.path} may not import ${where}: dependencies point one way (docs/development.md).`;
  }
  if (/^electron($|\/)/.test(specifier) && !from.electron) return `${from.path} may not import Electron.`;
  // A test may look at the world as it likes.
  if (isBuiltin(specifier) && !from.node && !file.endsWith('.test.ts')) {
    return `${from.path} runs without Node, so it may not import ${specifier}.`;
  }
  return undefined;
}

/**
 * @param {string} root
 * @param {string} path
 */
function layerOf(root, path) {
  const inside = slashed(relative(root, path)).replace(/\.js$/, '.ts');
  return LAYERS.find((layer) => inside === layer.path || inside.startsWith(`${layer.path}/`));
}

/** @param {string} path */
function slashed(path) {
  return path.split(sep).join('/');
}

/**
 * The rule `evenkeel/layers`.
 * @type {import('eslint').Rule.RuleModule}
 */
export const layersRule = {
  meta: { type: 'problem', docs: { description: 'Holds the direction of dependencies.' }, schema: [] },
  create(context) {
    /** @param {import('eslint').Rule.Node} node */
    const check = (node) => {
      const source = 'source' in node ? node.source : undefined;
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const message = refusal(context.cwd, context.filename, source.value);
      if (message !== undefined) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
      // TypeScript's `import('…').Type`.
      TSImportType: check,
    };
  },
};
