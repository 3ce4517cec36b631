import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { CommandLine, type Ended } from '../support/command-line.js';
import { readSchema } from '../support/schema.js';
import { Terminal, whyNoTerminal } from '../support/terminal.js';

const SCHEMA = await readFile(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'events.schema.json'),
  'utf8',
);
const faultOf = readSchema(SCHEMA);
const why = whyNoTerminal();
const atTerminal = why === undefined ? it : it.skip;

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build('here');
});
afterAll(() => line.remove());
beforeEach(async () => {
  for (const folder of ['a', 'b', 'config']) await rm(line.path(folder), { recursive: true, force: true });
  for (const folder of ['a', 'b']) await mkdir(line.path(folder));
});

/** Two folders after a run that replaced, deleted and created something on the remote side. */
async function edited(): Promise<void> {
  await line.put('a', { replaced: 'old', 'deep/deleted': 'old', same: '1' }, 60);
  await line.run(['sync', 'a', 'b']);
  await line.put('a', { replaced: 'newer', created: 'new' }, 5);
  await rm(line.path('a', 'deep'), { recursive: true });
  expect(await line.run(['sync', 'a', 'b'])).toMatchObject({ code: 0, err: '' });
}

const BEFORE = { replaced: 'old', deep: null, 'deep/deleted': 'old', same: '1' };
const AFTER = { replaced: 'newer', created: 'new', same: '1' };

/** Events, each of which fits the published schema. */
function eventsIn({ out }: Ended, kind: string): readonly Record<string, unknown>[] {
  const events = out
    .trimEnd()
    .split('\n')
    .filter((each) => each !== '')
    .map((each) => {
      const event: unknown = JSON.parse(each);
      expect(faultOf(event), each).toBeUndefined();
      return v.parse(v.looseObject({ kind: v.string() }), event);
    });
  return events.filter((event) => event.kind === kind);
}

/** The names of the runs, newest first, as `history` shows them. */
async function runs(): Promise<readonly string[]> {
  const { out } = await line.run(['history', 'a', 'b']);
  return out
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((each) => each.slice(0, 8));
}

describe('history', () => {
  it('tells of the runs of two folders, newest first, and of what each did', async () => {
    await edited();
    const { code, out, err } = await line.run(['history', 'a', 'b']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^RUN +STARTED +FROM +WHAT IT DID$/),
      expect.stringMatching(
        /^[0-9a-f]{8} {2}\d{4}-\d\d-\d\d [\d:]{8} {2}command line {2}4 items synced \(8 B\)$/,
      ),
      expect.stringMatching(/^[0-9a-f]{8} {2}.* 4 items synced \(7 B\)$/),
    ]);
    const shorter = await line.run(['history', '--limit', '1', 'a', 'b']);
    expect(shorter.out.split('\n')).toHaveLength(4);
    expect(shorter.out).toContain('There are more; use --limit 2 to see more.');
  });

  it('tells of each item of a run, or of those that are looked for', async () => {
    await edited();
    const [newest = ''] = await runs();
    const whole = await line.run(['history', 'a', 'b', newest.slice(0, 4)]);
    expect(whole.out).toContain('REPLACE          >   replaced\n');
    expect(whole.out).toContain('DELETE REMOTE    X   deep/deleted\n');
    const some = await line.run(['history', '--only', 'done', '--find', 'DEEP/', 'a', 'b', newest]);
    expect(some.out.trimEnd().split('\n').slice(1)).toEqual(['DELETE REMOTE    X   deep/deleted']);
    expect((await line.run(['history', '--only', 'failed', 'a', 'b', newest])).out.split('\n')).toHaveLength(
      2,
    );
  });

  it('tells programs the same', async () => {
    await edited();
    const [newest] = eventsIn(await line.run(['history', '--json', 'a', 'b']), 'past-run');
    expect(newest).toMatchObject({ run: { undoable: true, summary: { counts: { done: 4 } } } });
    const [name = ''] = await runs();
    expect(eventsIn(await line.run(['history', '--json', 'a', 'b', name]), 'past-item')).toHaveLength(4);
  });

  it('says so where there was none, and makes nothing by looking', async () => {
    expect(await line.run(['history', 'a', 'b'])).toMatchObject({
      code: 0,
      out: 'These folders have no runs yet.\n',
    });
    await expect(readdir(line.path('config'))).rejects.toThrow();
  });
});

describe('a run that could not begin', () => {
  const NOWHERE = 'ftp://127.0.0.1:1/';

  it('is in the history with what kept it, once however it was tried', async () => {
    await line.put('a', { file: 'x' });
    for (const command of ['sync', 'upload']) {
      expect((await line.run([command, '--create-folder', 'a', NOWHERE])).code).toBe(1);
    }
    expect((await line.run(['undo', '--yes', 'a', NOWHERE])).code).toBe(1);
    const told = eventsIn(await line.run(['history', '--json', 'a', NOWHERE]), 'past-run');
    expect(told).toHaveLength(3);
    for (const run of told) {
      expect(run).toMatchObject({
        run: {
          undoable: false,
          summary: { trigger: 'command-line', end: { problem: { kind: 'server-unreachable' } } },
        },
      });
    }
    expect((await line.run(['history', 'a', NOWHERE])).out).toContain('Couldn’t run; nothing to undo');
  });

  it('is there where it was kept from beginning after the comparison', async () => {
    await line.put('a', { file: 'x', FILE: 'y' });
    expect((await line.run(['upload', 'a', 'b'])).code).toBe(1);
    const told = eventsIn(await line.run(['history', '--json', 'a', 'b']), 'past-run');
    expect(told).toMatchObject([{ run: { summary: { end: { problem: { kind: 'name-refused' } } } } }]);
  });

  it('S1: leaves no trace where it was only a dry one, or nothing but a look', async () => {
    await line.put('a', { file: 'x' });
    for (const words of [['sync', '--dry-run'], ['undo', '--dry-run'], ['plan']]) {
      expect((await line.run([...words, 'a', NOWHERE])).code).toBe(1);
    }
    // There is no run to be undone; asking for that is none either.
    expect((await line.run(['undo', '--yes', 'a', 'b'])).code).toBe(2);
    for (const remote of [NOWHERE, 'b']) {
      expect((await line.run(['history', 'a', remote])).out).toBe('These folders have no runs yet.\n');
    }
  });
});

describe('undo', () => {
  it('S1: shows what it would undo, and without --yes or somebody to ask changes nothing', async () => {
    await edited();
    const dry = await line.run(['undo', '--dry-run', 'a', 'b']);
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toMatch(/^The run [0-9a-f]{8} of .*: 4 items synced/);
    expect(dry.out).toContain('REPLACE          >   replaced\n');
    expect(dry.out).toContain('DELETE REMOTE    X   created\n');
    expect(dry.out).toMatch(/\n4 items would be restored\.\n$/);
    const nobody = await line.run(['undo', 'a', 'b']);
    expect(nobody).toMatchObject({
      code: 1,
      err: expect.stringContaining('To restore without asking, add --yes') as string,
    });
    expect(await line.tree('b')).toEqual(AFTER);
    expect(await runs()).toHaveLength(2);
  });

  it('tells of a move the way in which it moves', async () => {
    await line.put('a', { 'old.txt': 'some content' }, 60);
    await line.run(['sync', 'a', 'b']);
    await rename(line.path('a', 'old.txt'), line.path('a', 'new.txt'));
    expect((await line.run(['sync', 'a', 'b'])).out).toContain('MOVE             >   old.txt → new.txt\n');
    const undone = await line.run(['undo', '--yes', 'a', 'b']);
    expect(undone.out).toContain('MOVE             >   new.txt → old.txt\n');
    expect(await line.tree('b')).toEqual({ 'old.txt': 'some content' });
  });

  it('S4: undoes what the newest run did, and can be undone itself', async () => {
    await edited();
    const undone = await line.run(['undo', '--yes', 'a', 'b']);
    expect(undone).toMatchObject({ code: 0, err: '' });
    expect(undone.out).toContain('4 items undone');
    expect(await line.tree('b')).toEqual(BEFORE);
    expect(await line.tree('a')).toEqual(AFTER);
    const again = await line.run(['undo', '--yes', 'a', 'b']);
    expect(again.out).toMatch(/^The run .*4 items undone, undoing [0-9a-f]{8}\./);
    expect(await line.tree('b')).toEqual(AFTER);
  });

  it('undoes the run that is named, and leaves what has changed since, which it can end with 10 for', async () => {
    await edited();
    await line.put('b', { replaced: 'edited later' });
    const [newest = ''] = await runs();
    const words = ['undo', '--yes', '--report-problems', 'a', 'b', newest];
    const undone = await line.run(words);
    expect(undone.code).toBe(10);
    expect(undone.out).toMatch(
      /SKIP +- +replaced {2}“replaced” was changed on the remote side after that run\./,
    );
    expect(await line.tree('b')).toEqual({ ...BEFORE, replaced: 'edited later' });
    expect((await line.run(words.filter((word) => word !== '--report-problems'))).code).toBe(0);
  });

  it('says so where there is nothing to undo, or no such run', async () => {
    const { code, err } = await line.run(['undo', 'a', 'b']);
    expect(code).toBe(2);
    expect(err).toContain('No run has changed anything in these folders.');
    await edited();
    await line.run(['sync', 'a', 'b']);
    for (const command of ['undo', 'history']) {
      const { code: refused, err: said } = await line.run([command, 'a', 'b', 'ffff']);
      expect({ refused, said }).toMatchObject({
        refused: 2,
        said: expect.stringContaining('no run “ffff”') as string,
      });
    }
    const [newest = ''] = await runs();
    expect((await line.run(['undo', 'a', 'b', newest])).err).toContain('changed nothing that can be undone');
  });

  it('fits the published schema', async () => {
    await edited();
    const ended = await line.run(['undo', '--yes', '--json', 'a', 'b']);
    expect(eventsIn(ended, 'run-finished')).toMatchObject([{ summary: { counts: { done: 4 } } }]);
    expect(eventsIn(await line.run(['undo', '--json', 'a', 'b']), 'failure')).toHaveLength(1);
  });

  atTerminal(`asks first at a terminal${why === undefined ? '' : ` (skipped: ${why})`}`, async () => {
    await edited();
    for (const [answer, code, tree] of [
      ['\r', 0, AFTER],
      ['\u0003', 3, AFTER],
      ['y\r', 0, BEFORE],
    ] as const) {
      const terminal = new Terminal(line, ['undo', 'a', 'b']);
      await terminal.sees('4 items would be restored.');
      await terminal.sees('Restore? (y/N) ');
      terminal.types(answer);
      expect(await terminal.code).toBe(code);
      expect(await line.tree('b')).toEqual(tree);
    }
  });
});

describe('versions', () => {
  it('tells what is kept of which file, where, and how much that is', async () => {
    await edited();
    const { code, out } = await line.run(['versions', 'a', 'b']);
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^VERSION {2}SIDE +SIZE {2}KEPT SINCE +BY RUN +FILE$/),
      expect.stringMatching(
        /^ +\d+ {2}remote {7}3 B {2}[-\d]{10} [\d:]{8} {2}[0-9a-f]{8} {2}(replaced|deep\/deleted)$/,
      ),
      expect.stringMatching(/ (replaced|deep\/deleted)$/),
      '2 versions (6 B) on the remote side.',
    ]);
    expect((await line.run(['versions', 'list', 'a', 'b', 'deep'])).out).not.toContain('replaced');
    const told = eventsIn(await line.run(['versions', '--json', 'a', 'b']), 'kept-version');
    expect(told).toHaveLength(2);
    expect(told[0]).toMatchObject({ version: { side: 'remote', size: 3 } });
  });

  it('S4: restores one in its place, which the next run copies, and what was there is kept', async () => {
    await edited();
    const dry = await line.run(['versions', 'restore', '--dry-run', 'a', 'b', 'replaced']);
    expect(dry.out).toMatch(
      /^Version \d+ of replaced, on the remote side: 3 B, kept since .*, replacing the current file of 5 B\.\n/,
    );
    expect(await line.tree('b')).toEqual(AFTER);
    const restored = await line.run(['versions', 'restore', '--yes', 'a', 'b', './replaced']);
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect(await line.tree('b')).toEqual({ ...AFTER, replaced: 'old' });
    expect((await line.run(['versions', 'a', 'b', 'replaced'])).out).toContain(' 5 B ');
    expect(await line.run(['sync', 'a', 'b'])).toMatchObject({ code: 0 });
    expect(await line.tree('a')).toEqual({ ...AFTER, replaced: 'old' });
  });

  it('restores the version that is numbered, also where its folder has gone', async () => {
    await edited();
    const [, number = ''] =
      /^ +(\d+) .*deep\/deleted$/m.exec((await line.run(['versions', 'a', 'b'])).out) ?? [];
    const words = ['versions', 'restore', '--yes', '--version', number, 'a', 'b'];
    expect(await line.run([...words, 'deep/deleted'])).toMatchObject({ code: 0, err: '' });
    expect(await line.tree('b')).toEqual({ ...AFTER, deep: null, 'deep/deleted': 'old' });
    expect(await line.run([...words, 'replaced'])).toMatchObject({
      code: 2,
      err: expect.stringContaining(`“replaced” has no version ${number}.`) as string,
    });
  });

  it('drops what is kept longer than it should be, and nothing else', async () => {
    await edited();
    expect((await line.run(['versions', 'prune', 'a', 'b'])).out).toBe(
      'Nothing has expired: versions are kept for 30 days, up to 1.0 GB on each side.\n',
    );
    expect((await line.run(['versions', 'a', 'b'])).out).toContain('2 versions');
    expect(await line.run(['versions', 'restore', '--yes', 'a', 'b', 'nothing'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('No versions of “nothing” are kept.') as string,
    });
  });
});
