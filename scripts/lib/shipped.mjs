// @ts-check
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { npm } from './processes.mjs';

const call = promisify(execFile);

/**
 * @typedef {{ 'bom-ref': string, name: string, version: string, scope?: string, properties?: readonly { name: string, value: string }[] }} Component
 * @typedef {{ ref: string, dependsOn?: readonly string[] }} Dependency
 * @typedef {{ components: readonly Component[], dependencies: readonly Dependency[], metadata: { component: { 'bom-ref': string } } }} Bom
 * @typedef {{ name?: string, version: string, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} Locked
 * @typedef {{ path: string, name: string, version: string }} Shipped `path` counts from the root, with slashes
 */

/** What the source imports for development only: the contract that others run their own targets against, and the demo's server. */
const NOT_SHIPPED = new Set(['vitest', 'ftp-srv']);

const IMPORT = /(?:from|import) '([^'.][^']*)'|import\('([^'.][^']*)'\)/g;

/**
 * Every package that is part of what people get, as package-lock.json has it: what the program names itself, with all that they depend on. What
 * is bundled counts, although npm takes it for a tool; so what the source imports decides. The list of components and the licences in the
 * window are both made of it. Some optional ones may not be installed.
 * @param {string} root
 * @returns {Promise<readonly Shipped[]>}
 */
export async function shippedPackages(root) {
  /** @type {{ packages: Record<string, Locked> }} */
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  /** @type {Map<string, Shipped>} */
  const found = new Map();
  const open = [...(await shippedRoots(root))].map((name) => ({ name, from: '' }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const path = lockedAt(packages, next.name, next.from);
    const locked = path === undefined ? undefined : packages[path];
    if (path === undefined || locked === undefined || found.has(path)) continue;
    const name = locked.name ?? next.name;
    // The package of the runtime downloads it with tools that nobody gets.
    if (name === 'electron') {
      found.set(path, { path, name, version: (await runtimeVersion(root)) ?? locked.version });
      continue;
    }
    found.set(path, { path, name, version: locked.version });
    const needs = { ...locked.dependencies, ...locked.optionalDependencies };
    open.push(...Object.keys(needs).map((one) => ({ name: one, from: path })));
  }
  return [...found.values()];
}

/**
 * The version of the runtime that is there, which may be the fallback: that is what is packaged.
 * @param {string} root
 * @returns {Promise<string | undefined>}
 */
async function runtimeVersion(root) {
  const text = await readFile(join(root, 'node_modules', 'electron', 'dist', 'version'), 'utf8').catch(
    () => undefined,
  );
  return text?.trim().replace(/^v/, '');
}

/**
 * Where Node would find a package that the one at `from` needs.
 * @param {Record<string, Locked>} packages
 * @param {string} name
 * @param {string} from
 * @returns {string | undefined}
 */
function lockedAt(packages, name, from) {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
    const path = place === '' ? `node_modules/${name}` : `${place}/node_modules/${name}`;
    if (packages[path] !== undefined) return path;
    if (place === '') return undefined;
  }
}

/**
 * The components of the program that people get, as CycloneDX: npm's list, less what only builds and tests.
 * @param {string} root
 * @returns {Promise<string>}
 */
export async function billOfMaterials(root) {
  const { command, args, shell } = npm(['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']);
  const { stdout } = await call(command, [...args], { cwd: root, shell, maxBuffer: 64 * 1024 * 1024 });
  /** @type {Bom} */
  const all = JSON.parse(stdout);
  const shipped = await shippedPackages(root);
  const refs = new Set(shipped.map(({ name, version }) => `${name}@${version}`));
  const runtime = shipped.find(({ name }) => name === 'electron')?.version;
  return `${JSON.stringify(onlyThese(withRuntime(all, runtime), refs), null, 2)}\n`;
}

/**
 * npm names the runtime's package as package-lock.json has it; what ships is the runtime itself, of which the package's hash says nothing.
 * @param {Bom} all
 * @param {string | undefined} version
 * @returns {Bom}
 */
function withRuntime(all, version) {
  const named = all.components.find(({ name }) => name === 'electron');
  if (named === undefined || version === undefined) return all;
  const ref = `electron@${version}`;
  const runtime = { ...named, 'bom-ref': ref, version, purl: `pkg:npm/${ref}`, hashes: [] };
  const renamed = (/** @type {string} */ one) => (one === named['bom-ref'] ? ref : one);
  return {
    ...all,
    components: all.components.map((component) => (component === named ? runtime : component)),
    dependencies: all.dependencies.map(({ ref: from, dependsOn = [] }) => ({
      ref: renamed(from),
      dependsOn: dependsOn.map(renamed),
    })),
  };
}

/**
 * The packages that the program names itself: its dependencies, the runtime, and all that its source imports.
 * @param {string} root
 * @returns {Promise<ReadonlySet<string>>}
 */
async function shippedRoots(root) {
  /** @type {{ dependencies: Record<string, string> }} */
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const names = new Set([...Object.keys(dependencies), 'electron']);
  for (const entry of await readdir(join(root, 'src'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || entry.name.includes('.test.')) continue;
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
    for (const [, named, lazily] of text.matchAll(IMPORT)) {
      const name = packageOf(named ?? lazily ?? '');
      if (!name.startsWith('node:') && !NOT_SHIPPED.has(name)) names.add(name);
    }
  }
  return names;
}

/**
 * @param {Bom} all
 * @param {ReadonlySet<string>} kept
 * @returns {Bom}
 */
function onlyThese(all, kept) {
  const self = all.metadata.component['bom-ref'];
  return {
    ...all,
    components: all.components.filter((component) => kept.has(component['bom-ref'])).map(asShipped),
    dependencies: all.dependencies
      .filter(({ ref }) => ref === self || kept.has(ref))
      .map(({ ref, dependsOn: others = [] }) => ({
        ref,
        dependsOn: others.filter((other) => kept.has(other)),
      })),
  };
}

/**
 * @param {Component} component
 * @returns {Component}
 */
function asShipped(component) {
  return {
    ...component,
    scope: 'required',
    properties: component.properties?.filter(({ name }) => name !== 'cdx:npm:package:development') ?? [],
  };
}

/** @param {string} specifier */
function packageOf(specifier) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
