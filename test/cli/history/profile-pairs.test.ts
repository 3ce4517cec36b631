import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { readTree } from '../../engine/support/pair.js';
import { without } from '../../../src/shared/without.js';
import { sshFacts } from '../../servers/real/openssh.js';
import type { ServerName, TestServer } from '../../servers/server.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { CommandLine, type Ended } from '../support/command-line.js';
import { readSchema } from '../support/schema.js';

const SCHEMA = await readFile(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'events.schema.json'),
  'utf8',
);
const faultOf = readSchema(SCHEMA);

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build('here');
});
afterAll(() => line.remove());
beforeEach(async () => {
  for (const folder of ['site', 'conf', 'www', 'etc', 'config'])
    await rm(line.path(folder), { recursive: true, force: true });
  for (const folder of ['site', 'conf']) await mkdir(line.path(folder));
});

interface Remote {
  /** The remote folder of the first pair. */
  readonly first: string;
  /** The path of that of the second. */
  readonly second: string;
  readonly userName?: string;
}

async function save({ first, second, userName = '' }: Remote, rest: object = {}): Promise<void> {
  const profile = {
    id: 'site',
    name: 'Website',
    localFolder: line.path('site'),
    remoteFolder: first,
    pairs: [{ id: 'conf', localFolder: line.path('conf'), remoteFolder: second }],
    userName,
    mode: 'two-way',
    deleteExtra: false,
    ...rest,
  };
  await mkdir(line.path('config', 'Evenkeel'), { recursive: true });
  const text = JSON.stringify({ version: 2, profiles: [profile] });
  await writeFile(line.path('config', 'Evenkeel', 'profiles.json'), text);
}

const SERVERS: readonly ServerName[] = ['pure-ftpd', 'vsftpd', 'openssh'];
const available = await Promise.all(SERVERS.map(async (name) => ({ name, why: await whyUnavailable(name) })));

describe.each(available)('two pairs of folders on one $name', ({ name, why }) => {
  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  it.skipIf(why !== undefined)('are synced by one command, each against its own records', async () => {
    server = await startServer(name);
    const { root, url, password } = server;
    const ssh = name === 'openssh' ? await sshFacts(server) : undefined;
    const user = ssh?.user ?? server.user;
    // SFTP shows the whole computer.
    const base = name === 'openssh' ? root : '';
    for (const folder of ['www', 'etc']) {
      await mkdir(join(root, folder));
      await chmod(join(root, folder), 0o777);
    }
    await writeFile(join(root, 'etc', 'theirs.conf'), 'c');
    await server.own();
    await save({ first: `${url}${base}/www`, second: `${base}/etc`, userName: user });
    await line.put('site', { 'index.html': 'one', 'both.txt': 'x' }, 60);
    await line.put('conf', { 'mine.conf': 'd', 'both.txt': 'y' }, 60);
    const options = { env: { EVENKEEL_PASSWORD: password } };
    const how = ssh === undefined ? [] : ['--identity', ssh.identityFile, '--trust', ssh.fingerprint];
    const words = ['profiles', 'run', 'web', '--no-keyring', ...how];

    const ran = await line.run(words, options);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain(`${line.path('site')}  ${url}${base}/www`);
    expect(await readTree(join(root, 'www'))).toEqual({ 'index.html': 'one', 'both.txt': 'x' });
    const conf = { 'mine.conf': 'd', 'theirs.conf': 'c', 'both.txt': 'y' };
    expect(await readTree(join(root, 'etc'))).toEqual(conf);
    expect(await line.tree('conf')).toEqual(conf);

    // Each leaves out what it says itself besides what the profile says, on both sides.
    await save(
      { first: `${url}${base}/www`, second: `${base}/etc`, userName: user },
      {
        options: { patterns: ['*.tmp'] },
        ownFilters: { patterns: ['/cache/', '*.log', '!keep.tmp'], matchNames: [] },
        pairs: [
          {
            id: 'conf',
            localFolder: line.path('conf'),
            remoteFolder: `${base}/etc`,
            ownFilters: { patterns: [], matchNames: ['*.conf', '*.txt'] },
          },
        ],
      },
    );
    for (const folder of ['site', 'conf'])
      await line.put(
        folder,
        { 'cache/x.conf': '1', 'a.log': '2', 'b.conf': '3', 'keep.tmp': '4', 'c.tmp': '5' },
        60,
      );
    expect(await line.run(words, options)).toMatchObject({ code: 0, err: '' });
    const first = { 'index.html': 'one', 'both.txt': 'x', 'b.conf': '3', 'keep.tmp': '4' };
    expect(await readTree(join(root, 'www'))).toEqual(first);
    const second = { ...conf, cache: null, 'cache/x.conf': '1', 'b.conf': '3' };
    expect(await readTree(join(root, 'etc'))).toEqual(second);

    // What is deleted in one pair is deleted there, and nowhere else.
    await rm(line.path('conf', 'both.txt'));
    expect(await line.run(words, options)).toMatchObject({ code: 0, err: '' });
    const left = without(second, 'both.txt');
    expect(await readTree(join(root, 'etc'))).toEqual(left);
    expect(await readTree(join(root, 'www'))).toEqual(first);
    expect(await line.tree('site')).toMatchObject({ 'index.html': 'one', 'both.txt': 'x' });
  });
});

describe('a profile with two pairs of folders', () => {
  const remote = (): Remote => ({ first: line.path('www'), second: line.path('etc') });
  beforeEach(async () => {
    await mkdir(line.path('www'));
    await mkdir(line.path('etc'));
    await save(remote());
  });
  const events = ({ out }: Ended): readonly (readonly [string, unknown])[] =>
    out
      .trimEnd()
      .split('\n')
      .map((text) => {
        const event: unknown = JSON.parse(text);
        expect(faultOf(event), text).toBeUndefined();
        const { kind, pair } = v.parse(
          v.looseObject({ kind: v.string(), pair: v.optional(v.object({ id: v.string() })) }),
          event,
        );
        return [kind, pair?.id] as const;
      });

  it('keeps the records that its first pair had before there was another', async () => {
    await save(remote(), { pairs: undefined });
    await line.put('site', { a: '1', b: '2' }, 60);
    await line.run(['profiles', 'run', 'Website']);
    await rm(line.path('site', 'a'));
    await save(remote());
    const ran = await line.run(['profiles', 'run', 'Website']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    // A first sync would have copied it back.
    expect(await line.tree('www')).toEqual({ b: '2' });
    expect((await readdir(line.path('config', 'Evenkeel', 'state'))).sort()).toEqual(
      expect.arrayContaining(['conf.sqlite', 'site.sqlite']),
    );
  });

  it('is listed and shown with both', async () => {
    expect((await line.run(['profiles'])).out).toBe(
      `Website  sync\n  ${line.path('site')}  ${line.path('www')}\n  never ran\n  ${line.path('conf')}  ${line.path('etc')}\n  never ran\n`,
    );
    expect((await line.run(['profiles', 'show', 'Website'])).out).toMatch(
      /local: +\S+site\nremote: +\S+www\nlocal: +\S+conf\nremote: +\S+etc\n/,
    );
    expect(events(await line.run(['profiles', '--json']))).toEqual([['profile', undefined]]);
  });

  it('is shown with the filters of each, to people and programs', async () => {
    const pair = { id: 'conf', localFolder: line.path('conf'), remoteFolder: line.path('etc') };
    const ownFilters = { patterns: ['/cache/'], matchNames: ['*.php'] };
    await save(remote(), { pairs: [{ ...pair, ownFilters }] });
    expect((await line.run(['profiles', 'show', 'Website'])).out).toMatch(
      /remote: +\S+etc\npair excludes: \["\/cache\/"\]\npair only: +\["\*\.php"\]\n/,
    );
    const told = await line.run(['profiles', '--json']);
    expect(events(told)).toEqual([['profile', undefined]]);
    expect(told.out).toContain('"ownFilters":{"patterns":["/cache/"],"matchNames":["*.php"]}');
  });

  it('tells programs which pair the events are about', async () => {
    const told = events(await line.run(['profiles', 'run', 'Website', '--json']));
    expect(told.filter(([kind]) => kind === 'pair' || kind === 'run-finished')).toEqual([
      ['pair', 'site'],
      ['run-finished', undefined],
      ['pair', 'conf'],
      ['run-finished', undefined],
    ]);
  });

  it('goes on where one pair fails, and ends as the worst of them', async () => {
    await rm(line.path('www'), { recursive: true });
    await line.put('conf', { c: '1' });
    const ran = await line.run(['profiles', 'run', 'Website']);
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('www') as string });
    expect(await line.tree('etc')).toEqual({ c: '1' });
  });

  it('S7: has a deletion limit for each pair', async () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`f${index}`, 'x']));
    await line.put('site', many, 60);
    await line.put('conf', { c: '1' }, 60);
    await line.run(['profiles', 'run', 'Website']);
    for (const name of Object.keys(many)) await rm(line.path('site', name));
    await line.put('conf', { d: '2' });
    const ran = await line.run(['profiles', 'run', 'Website']);
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('--yes') as string });
    expect(Object.keys(await line.tree('www'))).toHaveLength(12);
    expect(await line.tree('etc')).toEqual({ c: '1', d: '2' });
  });

  it('runs one pair alone with --pair, by its path or its name on either side', async () => {
    for (const [at, folder] of ['conf', line.path('conf'), line.path('etc'), 'etc'].entries()) {
      await line.put('conf', { [`c${at}`]: '1' });
      await line.put('site', { s: '1' });
      expect(await line.run(['profiles', 'run', 'Website', '--pair', folder])).toMatchObject({
        code: 0,
        err: '',
      });
      expect(Object.keys(await line.tree('etc'))).toHaveLength(at + 1);
    }
    expect(await line.tree('www')).toEqual({});
    expect(await line.run(['profiles', 'run', 'Website', '--pair', 'nowhere'])).toMatchObject({
      code: 2,
      err: expect.stringContaining(`There are: ${line.path('site')}, ${line.path('conf')}.`) as string,
    });
    expect((await line.run(['profiles', '--pair', 'conf'])).code).toBe(2);
    expect((await line.run(['history', '--pair', 'conf', 'site', 'www'])).err).toContain('--profile');
  });

  it('shows the runs of all its pairs, and a run by its name alone', async () => {
    await line.put('site', { s: '1' }, 60);
    await line.put('conf', { c: '1' }, 60);
    await line.run(['profiles', 'run', 'Website']);
    const listed = await line.run(['history', '--profile', 'Website']);
    expect(listed.out.match(/1 item synced/g)).toHaveLength(2);
    expect(listed.out).toContain(`${line.path('conf')}  ${line.path('etc')}`);
    const one = await line.run(['history', '--profile', 'Website', '--pair', 'conf']);
    expect(one.out.match(/1 item synced/g)).toHaveLength(1);
    const [, runId = ''] = /\n([0-9a-f]{8}) /.exec(one.out) ?? [];
    expect((await line.run(['history', '--profile', 'Website', runId])).out).toMatch(/COPY .* c\n/);
    expect((await line.run(['undo', '--profile', 'Website', 'ffffffff'])).err).toContain('no run');
  });

  it('verifies all its pairs', async () => {
    for (const folder of ['site', 'www']) await line.put(folder, { s: '1' }, 60);
    await line.put('conf', { c: '1' }, 60);
    await line.put('etc', { c: 'X' }, 60);
    const verified = await line.run(['verify', '--profile', 'Website']);
    expect(verified).toMatchObject({ code: 10, out: expect.stringContaining('DIFFERENT') as string });
    expect((await line.run(['verify', '--profile', 'Website', '--pair', 'site'])).code).toBe(0);
  });

  it('asks which pair is meant where it has to be one', async () => {
    await line.put('site', { s: '1' }, 60);
    await line.run(['profiles', 'run', 'Website', '--pair', 'site']);
    expect(await line.run(['undo', '--yes', '--profile', 'Website'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Choose one with --pair.') as string,
    });
    expect((await line.run(['undo', '--yes', '--profile', 'Website', '--pair', 'site'])).code).toBe(0);
    expect(await line.tree('www')).toEqual({});
    expect((await line.run(['versions', '--profile', 'Website'])).out).toContain(line.path('conf'));
    expect((await line.run(['versions', 'restore', '--profile', 'Website', 'c'])).code).toBe(2);
  });

  it('undoes one sync in all its pairs with --all-pairs, and redoes it; what one pair cannot undo keeps none of the others', async () => {
    await line.put('site', { s: '1' }, 60);
    await line.put('conf', { c: '1', d: '1' }, 60);
    await line.run(['profiles', 'run', 'Website']);
    await line.put('conf', { e: '1' });
    await line.run(['profiles', 'run', 'Website', '--pair', 'conf']);
    const undo = ['undo', '--profile', 'Website', '--all-pairs'];
    // The newest is one of a single pair.
    expect(await line.run([...undo, '--yes'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('without --all-pairs') as string,
    });
    const listed = await line.run(['history', '--profile', 'Website', '--pair', 'site']);
    const [, run = ''] = /\n([0-9a-f]{8}) /.exec(listed.out) ?? [];
    const preview = await line.run([...undo, '--dry-run', run]);
    expect(preview).toMatchObject({ code: 0, err: '' });
    expect(preview.out).toContain(line.path('conf'));
    expect(await line.tree('www')).toEqual({ s: '1' });
    expect(await line.run([...undo, run])).toMatchObject({
      code: 1,
      err: expect.stringContaining('--yes') as string,
    });

    await line.put('etc', { c: 'changed since' });
    expect(await line.run([...undo, '--yes', '--report-problems', run])).toMatchObject({ code: 10 });
    expect(await line.tree('www')).toEqual({});
    expect(await line.tree('etc')).toEqual({ c: 'changed since', e: '1' });
    expect(await line.run([...undo, '--yes'])).toMatchObject({ code: 0 });
    expect(await line.tree('www')).toEqual({ s: '1' });
    expect(await line.tree('etc')).toMatchObject({ d: '1' });

    await rm(line.path('www'), { recursive: true });
    const half = await line.run([...undo, '--yes', run]);
    expect(half).toMatchObject({ code: 1, err: expect.stringContaining('www') as string });
    expect(await line.tree('etc')).not.toHaveProperty('d');
    expect((await line.run(['undo', '--all-pairs', 'site', 'www'])).code).toBe(2);
    expect((await line.run([...undo, '--pair', 'conf'])).code).toBe(2);
  });

  it('has its commands run once for all its pairs, and runs none where the one before fails', async () => {
    const log = line.path('log');
    const script = line.path('command');
    await writeFile(
      script,
      `#!/bin/sh\necho "$EVENKEEL_WHEN $EVENKEEL_LOCAL_FOLDER $EVENKEEL_RESULT $EVENKEEL_DONE" >> '${log}'\ntest ! -e '${line.path('refuse')}'\n`,
    );
    await chmod(script, 0o755);
    await rm(log, { force: true });
    await save(remote(), { commands: { before: `'${script}'`, after: `'${script}'`, minutes: 1 } });
    const told = async (): Promise<readonly string[]> => {
      const text = await readFile(log, 'utf8').catch(() => '');
      await rm(log, { force: true });
      return text.split('\n').filter((one) => one !== '');
    };
    await line.put('site', { s: '1' }, 60);
    await line.put('conf', { c: '1', d: '1' }, 60);
    expect(await line.run(['profiles', 'run', 'Website'])).toMatchObject({ code: 0 });
    const [site, conf] = [line.path('site'), line.path('conf')];
    expect(await told()).toEqual([`before ${site}  `, `after ${site} finished 3`]);

    // One pair alone is one run.
    await line.put('conf', { e: '1' });
    await line.run(['profiles', 'run', 'Website', '--pair', 'conf']);
    expect(await told()).toEqual([`before ${conf}  `, `after ${conf} finished 1`]);

    await line.put('.', { refuse: '' });
    for (const folder of ['site', 'conf']) await line.put(folder, { late: '1' });
    const refused = await line.run(['profiles', 'run', 'Website']);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('did not begin') as string });
    expect(await told()).toEqual([`before ${site}  `]);
    expect([await line.tree('www'), await line.tree('etc')]).toEqual([
      { s: '1' },
      { c: '1', d: '1', e: '1' },
    ]);
    await rm(line.path('refuse'));
  });

  it('is unfit where a pair has the name of another profile or pair, so that no two share their records', async () => {
    await save(remote(), {
      pairs: [{ id: 'site', localFolder: line.path('conf'), remoteFolder: line.path('etc') }],
    });
    expect((await line.run(['profiles'])).err).toContain('One profile is damaged');
  });

  it('is watched in all its folders, and syncs only the pair in which something has changed', async () => {
    const watching = line.start(['watch', '--profile', 'Website']);
    try {
      const read = (folder: string, name: string) =>
        readFile(line.path(folder, name), 'utf8').catch(() => undefined);
      await line.put('site', { first: '1' });
      await expect.poll(() => read('www', 'first')).toBe('1');
      await line.put('conf', { second: '2' });
      await expect.poll(() => read('etc', 'second')).toBe('2');
    } finally {
      watching.kill('SIGTERM');
    }
    expect((await watching.ended).code).not.toBe(1);
  });
});
