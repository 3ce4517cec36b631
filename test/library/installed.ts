import { execFile } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as v from 'valibot';
import type * as library from '../../src/main/library/index.js';

type Library = typeof library;

const exec = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');

const PackedSchema = v.pipe(v.string(), v.parseJson(), v.tuple([v.object({ filename: v.string() })]));
const DescriptionSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ dependencies: v.record(v.string(), v.string()) }),
);

/** A project somewhere else that has the package installed as `npm install` of its tarball would. */
export interface Project {
  readonly folder: string;
  /** What is in the package, as paths from its root. */
  readonly content: readonly string[];
  /** What `import 'evenkeel'` gives there. */
  readonly library: Library;
  remove(): Promise<void>;
}

/** Packs the package and installs it in a project of its own, with the dependencies that are installed here. */
export async function installed(): Promise<Project> {
  await exec(process.execPath, [join(ROOT, 'scripts', 'library.mjs')], { cwd: ROOT });
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'evenkeel-library-')));
  const modules = join(folder, 'node_modules');
  const windows = process.platform === 'win32';
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await exec(windows ? 'npm.cmd' : 'npm', pack, { cwd: ROOT, shell: windows });
  const [{ filename }] = v.parse(PackedSchema, stdout);
  await mkdir(modules);
  await exec('tar', ['-xzf', join(folder, filename), '-C', modules]);
  const home = join(modules, 'evenkeel');
  await rename(join(modules, 'package'), home);
  const description = v.parse(DescriptionSchema, await readFile(join(ROOT, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(description.dependencies), '@types/node', 'undici-types']) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(await realpath(join(ROOT, 'node_modules', name)), join(modules, name), 'junction');
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  const content = await readdir(home, { recursive: true });
  const entry = pathToFileURL(join(home, 'out', 'library', 'index.js')).href;
  return {
    folder,
    content: content.map((path) => path.replaceAll('\\', '/')),
    library: (await import(/* @vite-ignore */ entry)) as Library,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Runs a file of the project as a program; resolves with what it wrote, and rejects where it ends with another code than 0. */
export async function outputIn(
  project: Project,
  file: string,
  ...words: readonly string[]
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  // Vitest's own settings are not for a program that tests something with another runner.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '', VITEST: undefined };
  return exec(process.execPath, [join(project.folder, file), ...words], { cwd: project.folder, env });
}

/** The same, for what went to its standard output. */
export async function runIn(project: Project, file: string, ...words: readonly string[]): Promise<string> {
  return (await outputIn(project, file, ...words)).stdout;
}

/** Checks the types of files of the project as strictly as can be; resolves with what the compiler says, `''` for nothing. */
export async function typeProblems(project: Project, ...files: readonly string[]): Promise<string> {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const options =
    '--noEmit --strict --exactOptionalPropertyTypes --allowImportingTsExtensions --module nodenext --target es2024 --lib es2025 --types node'.split(
      ' ',
    );
  try {
    await exec(process.execPath, [tsc, ...options, ...files], { cwd: project.folder });
    return '';
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}
