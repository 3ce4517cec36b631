import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineEvent, PairOptions, SyncOptions } from '../../src/main/library/index.js';
import { pairingOf } from '../../src/main/library/pairing.js';
import { openStateHere } from '../../src/main/state/open-state.js';
import { readTree, type Tree } from '../engine/support/pair.js';
import { MemoryFolder, memoryTarget, PLAIN } from '../engine/support/sides/memory-target.js';
import type { TestServer } from '../servers/server.js';
import { startServer } from '../servers/start-server.js';
import { installed, outputIn, runIn, typeProblems, type Project } from './installed.js';
import { DELETION_LIMIT } from '../../src/shared/problem.js';

let project: Project;
let text: string;
/** The examples in docs/library.md, by the names of their files. */
const examples = new Map<string, string>();
beforeAll(async () => {
  project = await installed();
  text = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'library.md'), 'utf8');
  for (const [, name = '', code = ''] of text.matchAll(/^```ts file=(\S+)\n(.*?)^```$/gms)) {
    examples.set(name, code);
    await writeFile(join(project.folder, name), code);
  }
});
afterAll(() => project.remove());

let base: string;
let options: PairOptions;
const on = (side: string, path = ''): string => join(base, side, path);
let clock = Date.UTC(2026, 0, 1);

async function put(side: 'local' | 'remote', tree: Tree): Promise<void> {
  for (const [path, content] of Object.entries(tree)) {
    await mkdir(dirname(on(side, path)), { recursive: true });
    await writeFile(on(side, path), content ?? '');
    clock += 60_000;
    await utimes(on(side, path), clock / 1000, clock / 1000);
  }
}

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-pair-'));
  await mkdir(on('local'));
  await mkdir(on('remote'));
  options = { local: on('local'), remote: on('remote'), stateFolder: on('state') };
});
afterEach(() => rm(base, { recursive: true, force: true }));

describe('the package', () => {
  it('holds the library, its types and its documents, and no source', () => {
    expect(project.content).toContain('out/library/index.js');
    expect(project.content).toContain('out/library/types/main/library/index.d.ts');
    expect(project.content).toContain('docs/library.md');
    expect(project.content.filter((path) => /^(?:src|test|e2e|scripts)\b|\.built-from/.test(path))).toEqual(
      [],
    );
  });

  it('can be imported by its name, and gives what is documented', async () => {
    await writeFile(
      join(project.folder, 'names.js'),
      "console.log(Object.keys(await import('evenkeel')).sort().join(' '));\n",
    );
    expect((await runIn(project, 'names.js')).trim()).toBe(
      'ProblemError RunControl apply bytesIn changesIn comparePlans explain filterPlan openTarget plan safeNames stoppedError sync throwIfStopped undo',
    );
  });

  it('has types that a strict project can use', async () => {
    await writeFile(
      join(project.folder, 'consumer.ts'),
      `import { sync, plan, apply, openTarget, ProblemError, type Target, type EngineEvent } from 'evenkeel';

const seen: EngineEvent['kind'][] = [];
const remote: Target = await openTarget('sftp://example.com/site', { userName: 'anna', password: () => 'x' });
const report = await sync({
  local: 'site', remote, name: 'site', mode: 'upload', delete: true, patterns: ['*.tmp'], resolve: 'newer',
  onEvent: (event) => { seen.push(event.kind); },
  onConflict: async (item) => (item.path === 'a' ? 'local' : undefined),
});
if (report.end.kind === 'broken-off') console.error(report.end.problem.what);
const ready = await plan({ local: 'a', remote: 'b' });
for (const { path, action } of ready.items.values()) if (action.kind === 'copy') console.log(path, action.to);
await ready.save('x.plan');
await apply('x.plan', { exceedDeletionLimit: true }).catch((error: unknown) => {
  if (error instanceof ProblemError) console.error(error.problem.advice);
});
`,
    );
    await writeFile(
      join(project.folder, 'wrong.ts'),
      "import { sync } from 'evenkeel';\nawait sync({ local: 'a', remote: 'b', mode: 'sideways' });\n",
    );
    const problems = await typeProblems(project, 'consumer.ts', 'wrong.ts', ...examples.keys());
    expect(problems).toMatch(/^wrong\.ts\(2,\d+\): error .*sideways.*\n$/);
  });
});

describe('docs/library.md', () => {
  it('holds the examples that are run here', () => {
    expect([...examples.keys()]).toEqual([
      'deploy.ts',
      'backup.ts',
      'memory-target.ts',
      'memory-target.test.ts',
    ]);
  });

  it('names all that the library gives', () => {
    for (const name of Object.keys(project.library)) expect(text).toContain(name);
  });

  it('has a deploy script that shows, does, and finds nothing left to do', async () => {
    await put('local', { 'index.html': '<p>', 'app.js.map': '{}' });
    await put('remote', { 'old.html': 'old' });
    const first = await runIn(project, 'deploy.ts', on('local'), on('remote'));
    expect(first).toMatch(/^index\.html: .+\.$/m);
    expect(first).toContain('2 done, 0 failed.');
    expect(await readTree(on('remote'))).toEqual({ 'index.html': '<p>' });
    expect(await runIn(project, 'deploy.ts', on('local'), on('remote'))).toContain('Nothing to deploy.');
    const failing = runIn(project, 'deploy.ts', on('nowhere'), on('remote'));
    await expect(failing).rejects.toThrow(/nowhere/);
  });

  it('has a backup that draws its progress', async () => {
    await put('remote', { a: 'x'.repeat(1000), b: 'y'.repeat(3000) });
    const { stdout, stderr } = await outputIn(project, 'backup.ts', on('remote'), on('local'));
    expect(stderr).toContain('[..............................] 0 %, 0 of 2');
    expect(stderr).toContain('[##############################] 100 %, 2 of 2');
    expect(stdout).toContain('2 files and folders, 4000 bytes: finished.');
    expect(await readTree(on('local'))).toEqual(await readTree(on('remote')));
  });

  it('has a target in memory that passes the contract, which one that writes at once does not', async () => {
    const passed = await runIn(project, 'memory-target.test.ts');
    expect(passed).toMatch(/# fail 0|ℹ fail 0/);
    // Times aside, it claims nothing beyond the bare minimum.
    expect(passed).toMatch(/(?:#|ℹ) skipped 6\b/);
    const careless = (examples.get('memory-target.ts') ?? '').replace(
      "if (content.length !== size) throw problem('transfer-incomplete', path);",
      '',
    );
    await writeFile(join(project.folder, 'careless.ts'), careless);
    await writeFile(
      join(project.folder, 'careless.test.ts'),
      (examples.get('memory-target.test.ts') ?? '').replace('./memory-target.ts', './careless.ts'),
    );
    const failed = runIn(project, 'careless.test.ts');
    const error: unknown = await failed.catch((reason: unknown) => reason);
    expect(error instanceof Error && 'stdout' in error ? error.stdout : error).toMatch(
      /too short or too long/,
    );
  });
});

describe('sync', () => {
  it('brings two folders in sync, and tells of it as the window is told', async () => {
    await put('local', { 'a ü': '1', 'd/b': '22' });
    const events: EngineEvent[] = [];
    const report = await project.library.sync({ ...options, onEvent: (event) => events.push(event) });
    expect(report).toMatchObject({ end: { kind: 'finished' }, counts: { done: 3, failed: 0 }, bytes: 3 });
    expect(await readTree(on('remote'))).toEqual(await readTree(on('local')));
    const kinds = events.map(({ kind }) => kind);
    expect(kinds[0]).toBe('compare-started');
    expect(kinds.indexOf('compare-finished')).toBeLessThan(kinds.indexOf('run-started'));
    expect(kinds.filter((kind) => kind === 'item-finished')).toHaveLength(3);
    expect(kinds.at(-1)).toBe('run-finished');
  });

  it('remembers what it has done: a deletion is copied by the next', async () => {
    await put('local', { a: '1', b: '2' });
    await project.library.sync(options);
    await rm(on('local', 'a'));
    await project.library.sync(options);
    expect(await readTree(on('remote'))).toEqual({ b: '2' });
  });

  it('asks about conflicts, and leaves open what nobody answers', async () => {
    await put('local', { a: 'mine', b: 'mine', c: 'mine', same: '1' });
    await put('remote', { a: 'theirs', b: 'theirs', c: 'theirs', same: '1' });
    const asked: string[] = [];
    const report = await project.library.sync({
      ...options,
      onConflict: async ({ path }) => {
        asked.push(path);
        await Promise.resolve();
        return path === 'a' ? 'local' : path === 'b' ? 'remote' : undefined;
      },
    });
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(report.counts).toMatchObject({ done: 2, conflicts: 1 });
    expect(await readTree(on('local'))).toMatchObject({ a: 'mine', b: 'theirs', c: 'mine' });
    expect(await readTree(on('remote'))).toMatchObject({ a: 'mine', b: 'theirs', c: 'theirs' });
  });

  it('puts what somebody made of both versions of a file in the place of both', async () => {
    await put('local', { a: 'mine', b: 'mine' });
    await put('remote', { a: 'theirs', b: 'theirs' });
    const merge = new TextEncoder().encode('both');
    await project.library.sync({
      ...options,
      onConflict: ({ path }) => (path === 'a' ? { merge } : undefined),
    });
    const ready = await project.library.plan(options);
    expect(ready.merge('b', merge)).toMatchObject([{ path: 'b', action: { kind: 'merge', size: 4 } }]);
    expect(ready.merge('a', merge)).toEqual([]);
    await project.library.apply(ready);
    for (const side of ['local', 'remote'] as const)
      expect(await readTree(on(side))).toEqual({ a: 'both', b: 'both' });
  });

  it('S1: changes nothing in a dry run, and says what it would do', async () => {
    await put('local', { a: '1' });
    const report = await project.library.sync({ ...options, dryRun: true });
    expect(report.items).toMatchObject([{ path: 'a', outcome: { kind: 'would-do' } }]);
    expect(await readTree(on('remote'))).toEqual({});
  });

  it('does only a part where told to', async () => {
    await put('local', { 'docs/a': '1', 'img/b': '2' });
    await project.library.sync({ ...options, only: { below: 'docs' } });
    expect(Object.keys(await readTree(on('remote')))).toEqual(['docs', 'docs/a']);
    await project.library.sync({ ...options, only: ({ path }) => path === 'img/b' });
    expect(await readTree(on('remote'))).toEqual(await readTree(on('local')));
  });

  it('S7: stops before it deletes too much, and goes on when told to', async () => {
    await put('local', Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`f${n}`, 'x'])));
    await project.library.sync(options);
    for (let n = 0; n < 20; n += 1) await rm(on('local', `f${n}`));
    const stopped = await project.library.sync(options);
    expect(stopped.end).toMatchObject({ kind: 'broken-off', problem: { kind: DELETION_LIMIT } });
    const passed = await project.library.sync({ ...options, exceedDeletionLimit: true });
    expect(passed.counts.done).toBe(20);
  });

  it('still takes the deletion limit by its earlier names', async () => {
    await put('local', { a: '1', b: '2' });
    await project.library.sync(options);
    await rm(on('local', 'a'));
    const strict = { ...options, brakes: { percent: 0, files: 0 } };
    const stopped = await project.library.sync(strict);
    expect(stopped.end).toMatchObject({ kind: 'broken-off', problem: { kind: 'brakes' } });
    const passed = await project.library.sync({ ...strict, passBrakes: true });
    expect(passed.counts.done).toBe(1);
  });

  it('can be stopped, and undoes a run', async () => {
    await put('local', { a: '1' });
    const aborted = project.library.sync({ ...options, signal: AbortSignal.abort() });
    await expect(aborted).rejects.toMatchObject({ problem: { kind: 'stopped' } });
    const { runId } = await project.library.sync(options);
    const dry = await project.library.undo(runId, { ...options, dryRun: true });
    expect(dry).toMatchObject({ dryRun: true, counts: { wouldDo: 1, done: 0 } });
    expect(await readTree(on('remote'))).toEqual({ a: '1' });
    expect((await project.library.undo(runId, options)).counts.done).toBe(1);
    expect(await readTree(on('remote'))).toEqual({});
  });

  it.each<readonly [string, (given: PairOptions) => Partial<SyncOptions>]>([
    ['Both sides are the same folder.', ({ local }) => ({ remote: local })],
    ['The remote folder is inside the local one.', () => ({ remote: on('local', 'x') })],
    ['There is no option “pattern”.', () => ({ pattern: ['*.tmp'] }) as object],
    ['Invalid value for the option “resolve”', () => ({ resolve: 'luck' }) as object],
    ['Invalid value for the option “mode”', () => ({ mode: 'sideways' }) as object],
    ['The pattern “a//b”', () => ({ patterns: ['a//b'] })],
    ['does not know “http://”', () => ({ remote: 'http://example.com' })],
    ['has to be a local folder', () => ({ local: 'ftp://example.com' })],
    ['Choose the folder on this computer.', () => ({ local: '' })],
  ])('refuses what makes no sense: %s', async (words, change) => {
    await expect(project.library.sync({ ...options, ...change(options) })).rejects.toThrow(words);
    expect(await readTree(base)).toEqual({ local: null, remote: null });
  });

  it('never repeats a password that stands in an address', async () => {
    const remote = 'ftp://anna:s3cret@127.0.0.1:1/site';
    const error: unknown = await project.library
      .plan({ ...options, remote })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(project.library.ProblemError);
    expect(JSON.stringify(error) + String(error)).not.toContain('s3cret');
  });
});

describe('plan and apply', () => {
  it('plan, look, settle, apply', async () => {
    await put('local', { a: 'mine', b: '2' });
    await put('remote', { a: 'theirs' });
    const ready = await project.library.plan(options);
    expect(ready.conflicts.map(({ path }) => path)).toEqual(['a']);
    expect(await readTree(on('remote'))).toEqual({ a: 'theirs' });
    ready.settle(['a'], 'local');
    expect(ready.conflicts).toEqual([]);
    await project.library.apply(ready);
    expect(await readTree(on('remote'))).toEqual({ a: 'mine', b: '2' });
    await expect(project.library.apply(ready)).rejects.toThrow('have been synced since');
  });

  it('S2: a saved plan is applied without its folders being named again, and skips what has changed since', async () => {
    await put('local', { a: '1', b: '2' });
    const file = join(base, 'site.plan');
    await (await project.library.plan({ ...options, mode: 'upload' })).save(file);
    expect(await readFile(file, 'utf8')).toContain('"format":"evenkeel-plan"');
    await put('local', { b: 'edited' });
    const report = await project.library.apply(file, { stateFolder: on('state') });
    expect(report.counts).toMatchObject({ done: 1, skipped: 1 });
    expect(await readTree(on('remote'))).toEqual({ a: '1' });
  });

  it('refuses a saved plan for other folders, other options, or after another run', async () => {
    await put('local', { a: '1' });
    const file = join(base, 'site.plan');
    await (await project.library.plan(options)).save(file);
    await mkdir(on('elsewhere'));
    await expect(project.library.apply(file, { ...options, remote: on('elsewhere') })).rejects.toThrow(
      'not for these two folders',
    );
    await expect(project.library.apply(file, { ...options, mode: 'upload' })).rejects.toThrow(
      'sync settings have changed',
    );
    await project.library.sync(options);
    await expect(project.library.apply(file, options)).rejects.toThrow('have been synced since');
  });

  it('tells how two plans differ', async () => {
    await put('local', { a: '1', b: '2' });
    const before = await project.library.plan(options);
    await rm(on('local', 'a'));
    await put('local', { b: 'edited', c: '3' });
    const after = await project.library.plan(options);
    const told = [...project.library.comparePlans(before, after)].map(({ kind }) => kind);
    expect(told).toEqual(['went', 'content-changed', 'came']);
  });
});

describe('a server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer('ftp-srv');
  });
  afterAll(() => server.stop());

  it('is signed in to with a password that is asked for, and that no file ever holds', async () => {
    await put('local', { a: '1' });
    const file = join(base, 'site.plan');
    let asked = 0;
    const remote = `ftp://${server.user}@${server.host}:${server.port}/`;
    const password = (): Promise<string> => {
      asked += 1;
      return Promise.resolve(server.password);
    };
    await (await project.library.plan({ ...options, remote, password })).save(file);
    expect(await readFile(file, 'utf8')).not.toContain(server.password);
    const report = await project.library.apply(file, { stateFolder: on('state'), password });
    expect(report.counts).toMatchObject({ done: 1, failed: 0 });
    expect(asked).toBe(2);
    expect(await readFile(join(server.root, 'a'), 'utf8')).toBe('1');
  });

  it('that refuses the password is told of as in the window', async () => {
    const remote = `ftp://${server.user}:wrong@${server.host}:${server.port}/`;
    await expect(project.library.sync({ ...options, remote })).rejects.toMatchObject({
      problem: { kind: 'sign-in-refused', side: 'remote' },
    });
  });

  it('that refuses the password leaves the run that could not begin in the history, and no trace of a dry one', async () => {
    const remote = `ftp://${server.host}:${server.port}/`;
    const wrong = { ...options, remote, userName: server.user, password: 'wrong' };
    for (const trying of [
      () => project.library.sync({ ...wrong, dryRun: true }),
      () => project.library.sync(wrong),
      () => project.library.undo('0', wrong),
    ]) {
      await expect(trying()).rejects.toMatchObject({ problem: { kind: 'sign-in-refused' } });
    }
    const { folders } = await pairingOf(wrong);
    const { store } = await openStateHere(folders.place);
    const runs = await store.history({ limit: 10 });
    await store.close();
    expect(runs).toHaveLength(2);
    for (const { summary } of runs)
      expect(summary).toMatchObject({ trigger: 'library', end: { problem: { kind: 'sign-in-refused' } } });
  });
});

describe('a target of one’s own', () => {
  it('is a side like any other, under a name', async () => {
    const folder = new MemoryFolder();
    const remote = memoryTarget(folder, PLAIN, () => clock);
    await put('local', { 'd/a': '1', stays: 'x' });
    await expect(project.library.sync({ ...options, remote })).rejects.toThrow('needs a name');
    await project.library.sync({ ...options, remote, name: 'memory' });
    expect(folder.tree).toEqual({ d: null, 'd/a': '1', stays: 'x' });
    await rm(on('local', 'd'), { recursive: true });
    await project.library.sync({ ...options, remote, name: 'memory' });
    expect(folder.tree).toEqual({ stays: 'x' });
  });

  it('is named again when a saved plan is applied', async () => {
    const remote = memoryTarget(new MemoryFolder(), PLAIN, () => clock);
    await put('local', { a: '1' });
    const pair = { ...options, remote, name: 'memory' };
    const file = join(base, 'memory.plan');
    await (await project.library.plan(pair)).save(file);
    await expect(project.library.apply(file)).rejects.toThrow('which a file can’t describe');
    expect((await project.library.apply(file, pair)).counts.done).toBe(1);
  });

  it('that is opened by an address stays open', async () => {
    const remote = await project.library.openTarget(on('remote'));
    await put('local', { a: '1' });
    await project.library.sync({ ...options, remote, name: 'opened' });
    expect(await remote.stat('a', new AbortController().signal)).toMatchObject({ kind: 'file' });
    await remote.close();
    const missing = project.library.openTarget(on('nowhere'));
    await expect(missing).rejects.toMatchObject({ problem: { kind: 'folder-missing' } });
  });
});
