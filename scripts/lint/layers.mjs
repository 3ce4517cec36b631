// @ts-check
import { isBuiltin } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';

/**
 * A part of the source, which other parts it may import, and whether it may import Node and Electron.
 * @typedef {{ path: string, imports: readonly string[], node: boolean, electron: boolean }} Layer
 */

const SHARED = 'src/shared';
const WORKER = 'src/main/worker';
const STATE = 'src/main/state';
const TARGETS = 'src/main/targets';
const SYNC = 'src/main/sync';
const SESSION = 'src/main/session';
const ACTIVITY = 'src/main/activity';
const PROFILES = 'src/main/profiles';
const CREDENTIALS = 'src/main/credentials';

/**
 * The rooms of the engine in the order of the data's way: each may import what stands before its colon and all that is named behind it.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const ROOMS = {
  filters: [],
  base: ['filters'],
  content: ['base'],
  spelling: ['base'],
  hash: ['base'],
  lock: ['base'],
  pyftpsync: ['base'],
  decide: ['base', 'filters'],
  plan: ['base', 'decide'],
  recover: ['base', 'content', 'spelling'],
  merge: ['base', 'content', 'plan'],
  'saved-plan': ['base', 'decide', 'plan'],
  scan: ['base', 'content', 'decide', 'filters', 'merge', 'plan', 'recover', 'spelling'],
  versions: ['base', 'filters', 'plan'],
  apply: ['base', 'content', 'hash', 'plan', 'spelling', 'versions'],
  run: ['apply', 'base', 'content', 'hash', 'lock', 'plan', 'recover', 'scan', 'spelling', 'versions'],
  undo: ['base', 'lock', 'plan', 'recover', 'run', 'spelling', 'versions'],
};

/** The rooms that have a thread of their own. */
const WITH_THREAD = ['hash'];

/** What a plan is made of, and its file: for all who show plans. What compares, runs and undoes is reached by way of a session. */
const PLAN_ROOMS = ['base', 'plan', 'saved-plan'].map((room) => `${SYNC}/${room}`);

/** What the command line says of single items, and of what others left in a folder. */
const LOOKING_ROOMS = ['content', 'decide', 'filters', 'lock', 'merge', 'pyftpsync'].map(
  (room) => `${SYNC}/${room}`,
);

/** @type {readonly Layer[]} */
const SYNC_LAYERS = Object.entries(ROOMS).map(([room, others]) => ({
  path: `${SYNC}/${room}`,
  imports: [
    SHARED,
    STATE,
    TARGETS,
    ...(WITH_THREAD.includes(room) ? [WORKER] : []),
    ...others.map((other) => `${SYNC}/${other}`),
  ],
  node: true,
  electron: false,
}));

/**
 * Dependencies point one way: renderer → shared ← main; within main app → activity, and activity, cli, library → session → sync → targets, state →
 * shared. The most specific path that a file lies in is its layer; what a layer may import goes for all below that path.
 * @type {readonly Layer[]}
 */
export const LAYERS = [
  { path: SHARED, imports: [], node: false, electron: false },
  { path: 'src/renderer', imports: [SHARED], node: false, electron: false },
  { path: TARGETS, imports: [SHARED, `${TARGETS}/proxy`], node: true, electron: false },
  // What a kind of target does inside is nobody else's business; only this one opens all of them.
  { path: `${TARGETS}/open-target.ts`, imports: [SHARED, TARGETS], node: true, electron: false },
  { path: `${TARGETS}/proxy`, imports: [SHARED], node: true, electron: false },
  {
    path: `${TARGETS}/local`,
    imports: [SHARED, WORKER, `${TARGETS}/*`],
    node: true,
    electron: false,
  },
  {
    path: `${TARGETS}/ftp`,
    imports: [SHARED, `${TARGETS}/*`, `${TARGETS}/proxy`],
    node: true,
    electron: false,
  },
  {
    path: `${TARGETS}/sftp`,
    imports: [SHARED, `${TARGETS}/*`, `${TARGETS}/proxy`, `${TARGETS}/local/original-fs.ts`],
    node: true,
    electron: false,
  },
  // What all threads have in common.
  { path: WORKER, imports: [SHARED], node: true, electron: false },
  { path: STATE, imports: [SHARED, WORKER], node: true, electron: false },
  // What lies in none of the rooms, which are tests of several of them.
  { path: SYNC, imports: [SHARED, STATE, TARGETS], node: true, electron: false },
  ...SYNC_LAYERS,
  { path: PROFILES, imports: [SHARED], node: true, electron: false },
  { path: CREDENTIALS, imports: [SHARED], node: true, electron: false },
  { path: 'src/main/demo', imports: [SHARED], node: true, electron: false },
  { path: 'src/main/schedule', imports: [SHARED], node: true, electron: false },
  { path: SESSION, imports: [SHARED, STATE, TARGETS, SYNC], node: true, electron: false },
  { path: ACTIVITY, imports: [SHARED, SESSION, ...PLAN_ROOMS], node: true, electron: false },
  {
    path: 'src/main/library',
    imports: [SHARED, STATE, TARGETS, SESSION, PROFILES, ...PLAN_ROOMS],
    node: true,
    electron: false,
  },
  {
    path: 'src/main/cli',
    imports: [
      SHARED,
      STATE,
      TARGETS,
      SESSION,
      PROFILES,
      CREDENTIALS,
      'src/main/schedule',
      ...PLAN_ROOMS,
      ...LOOKING_ROOMS,
    ],
    node: true,
    electron: false,
  },
  { path: 'src/main/ipc', imports: [SHARED], node: true, electron: true },
  {
    path: 'src/main/app',
    imports: [
      SHARED,
      TARGETS,
      SESSION,
      ACTIVITY,
      PROFILES,
      CREDENTIALS,
      'src/main/demo',
      'src/main/ipc',
      'src/main/schedule',
    ],
    node: true,
    electron: true,
  },
  {
    path: 'src/main/index.ts',
    // What the tasks of a file mean is known to the command line alone.
    imports: ['src/main/app', SESSION, CREDENTIALS, 'src/main/cli/tasks/import-tasks.ts'],
    node: true,
    electron: true,
  },
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
    const target = slashed(relative(root, resolve(dirname(file), specifier))).replace(/\.js$/, '.ts');
    const to = layerOf(root, target);
    if (to === from) return undefined;
    // A test may show what several parts of the main process make of each other.
    if (file.endsWith('.test.ts') && [file, target].every((path) => isInMain(root, path))) return undefined;
    if (from.imports.some((allowed) => isWithin(target, allowed))) return undefined;
    const where = to?.path ?? target;
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
  const inside = slashed(relative(root, resolve(root, path))).replace(/\.js$/, '.ts');
  const around = LAYERS.filter((layer) => isWithin(inside, layer.path));
  return around.sort((a, b) => b.path.length - a.path.length)[0];
}

/**
 * @param {string} root
 * @param {string} path
 */
function isInMain(root, path) {
  return isWithin(slashed(relative(root, resolve(root, path))), 'src/main');
}

/**
 * Whether a path is another one, or lies in it; directly in it where that ends with `/*`.
 * @param {string} path
 * @param {string} folder
 */
function isWithin(path, folder) {
  if (folder.endsWith('/*')) return slashed(dirname(path)) === folder.slice(0, -2);
  return path === folder || path.startsWith(`${folder}/`);
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
