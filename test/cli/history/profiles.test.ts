import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { CommandLine, type Ended } from '../support/command-line.js';
import { Terminal, whyNoTerminal } from '../support/terminal.js';
import { readSchema } from '../support/schema.js';

const SCHEMA = await readFile(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'events.schema.json'),
  'utf8',
);
const faultOf = readSchema(SCHEMA);
const why = whyNoTerminal();

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build('here');
});
afterAll(() => line.remove());
beforeEach(async () => {
  for (const folder of ['a', 'b', 'config']) await rm(line.path(folder), { recursive: true, force: true });
  for (const folder of ['a', 'b']) await mkdir(line.path(folder));
});

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

describe('profiles', () => {
  /** What the application keeps of two folders. */
  const profile = (id: string, name: string, more: object = {}): object => ({
    id,
    name,
    localFolder: line.path('a'),
    remoteFolder: line.path('b'),
    userName: '',
    mode: 'two-way',
    deleteExtra: false,
    ...more,
  });
  const save = async (...profiles: readonly unknown[]): Promise<void> => {
    await mkdir(line.path('config', 'Evenkeel'), { recursive: true });
    await writeFile(line.path('config', 'Evenkeel', 'profiles.json'), JSON.stringify({ profiles }));
  };

  it('are listed, shown and run: with their own state, which is the application’s', async () => {
    await save(
      profile('site', 'Web site', { mode: 'upload', options: { connections: 2 } }),
      profile('p', 'Photos'),
    );
    await line.put('a', { x: '1' });
    expect((await line.run(['profiles'])).out).toContain(
      `Web site  upload\n  ${line.path('a')}  ${line.path('b')}\n  never ran\n`,
    );
    const ran = await line.run(['profiles', 'run', 'web']);
    expect(ran).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('COPY             >   x') as string,
    });
    expect(await line.tree('b')).toEqual({ x: '1' });
    expect(await readdir(line.path('config', 'Evenkeel', 'state'))).toContain('site.sqlite');
    expect((await line.run(['profiles', 'list'])).out).toMatch(/\d: 1 item synced \(1 B\)\nPhotos/);
    const shown = await line.run(['profiles', 'show', 'WEB SITE']);
    expect(shown.out).toMatch(/^name: +Web site\nid: +site\nmode: +upload\n[^]*connections: +2\n$/);
    const told = eventsIn(await line.run(['profiles', '--json']), 'profile');
    expect(told).toMatchObject([{ profile: { id: 'site' } }, { profile: { id: 'p' } }]);
  });

  it.skipIf(process.platform === 'win32')(
    'run their commands, which are told, and none for a dry run or an undo',
    async () => {
      const commands = { before: 'sh -c "echo b >> before"', after: `sh -c 'exit 3'`, minutes: 1 };
      const before = `sh -c "echo b >> '${line.path('before')}'"`;
      await save(profile('site', 'Site', { commands: { ...commands, before } }));
      await line.put('a', { x: '1' });
      await line.run(['profiles', 'run', 'Site', '--dry-run']);
      const ran = await line.run(['profiles', 'run', 'Site']);
      expect(ran.code).toBe(0);
      expect(ran.out + ran.err).toContain(`Command before the sync: ${before}`);
      expect(ran.err).toContain('The command after the sync ended with code 3.');
      await line.run(['undo', '--yes', '--profile', 'Site']);
      expect(await readFile(line.path('before'), 'utf8')).toBe('b\n');
      expect((await line.run(['profiles', 'show', 'Site'])).out).toContain('echo b');
      eventsIn(await line.run(['profiles', '--json']), 'profile');
      eventsIn(await line.run(['history', '--profile', 'Site', '--json']), 'past-run');

      await save(profile('site', 'Site', { commands: { before: 'sh -c "exit 2"' } }));
      const failed = await line.run(['profiles', 'run', 'Site']);
      expect(failed).toMatchObject({ code: 1 });
      expect(failed.err).toContain(
        'The command before the sync ended with code 2, so the sync did not begin.',
      );
    },
  );

  it('can be named where two folders are', async () => {
    await save(profile('site', 'Web site'));
    await line.put('a', { x: 'old' }, 9);
    await line.run(['profiles', 'run', 'Web site']);
    await line.put('a', { x: 'newer' });
    await line.run(['profiles', 'run', 'Web site']);
    expect((await line.run(['history', '--profile', 'web'])).out.trimEnd().split('\n')).toHaveLength(3);
    expect((await line.run(['versions', '--profile', 'web'])).out).toContain('1 version (3 B)');
    expect(await line.run(['undo', '--yes', '--profile', 'web'])).toMatchObject({ code: 0, err: '' });
    expect(await line.tree('b')).toEqual({ x: 'old' });
    expect((await line.run(['history', 'a', 'b'])).out).toContain('These folders have no runs yet');
  });

  it('keep versions as long as they say: prune drops what is more', async () => {
    await save(profile('site', 'Site'));
    for (const [content, minutes] of [
      ['x'.repeat(1_200_000), 60],
      ['small', 30],
      ['newest', 0],
    ] as const) {
      await line.put('a', { file: content }, minutes);
      expect(await line.run(['profiles', 'run', 'Site'])).toMatchObject({ code: 0, err: '' });
    }
    const versions = { kind: 'on', days: 30, megabytes: 1 };
    await save(profile('site', 'Site', { options: { versions } }));
    const prune = ['versions', 'prune', '--profile', 'Site'];
    expect((await line.run([...prune, '--dry-run'])).out).toContain('1 version (1.2 MB) would be removed');
    expect((await line.run(['versions', '--profile', 'Site'])).out).toContain('2 versions (1.2 MB)');
    const pruned = await line.run([...prune, '--json']);
    expect(eventsIn(pruned, 'dropped-version')).toMatchObject([{ version: { size: 1_200_000 } }]);
    expect((await line.run(['versions', '--profile', 'Site'])).out).toContain('1 version (5 B)');
  });

  it('S7: are stopped by their deletion limit, leave conflicts, and end with 10 for them, at a terminal too', async () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`f${index}`, 'x']));
    await line.put('a', { ...many, both: 'one', stays: 's' }, 60);
    await save(profile('site', 'Site'));
    await line.run(['profiles', 'run', 'Site']);
    for (const name of Object.keys(many)) await rm(line.path('a', name));
    await line.put('a', { both: 'mine' }, 5);
    await line.put('b', { both: 'theirs' }, 4);
    const stopped = await line.run(['profiles', 'run', '--report-problems', 'Site']);
    expect(stopped).toMatchObject({ code: 1, err: expect.stringContaining('--yes') as string });
    const ran = await line.run(['profiles', 'run', '--yes', '--report-problems', 'Site']);
    expect(ran).toMatchObject({
      code: 10,
      out: expect.stringContaining('CONFLICT        *?*  both') as string,
    });
    expect(await line.tree('b')).toEqual({ both: 'theirs', stays: 's' });
    if (why !== undefined) return;
    const terminal = new Terminal(line, ['profiles', 'run', '--report-problems', 'Site']);
    expect(await terminal.code).toBe(10);
    expect(terminal.shown).not.toContain('h)elp? ');
  });

  it('say which there are where none is of that name', async () => {
    expect((await line.run(['profiles', 'run', 'x'])).err).toContain('The application has no profiles yet.');
    await save(profile('site', 'Web site'), profile('work', 'Work'), profile('p', 'Photos'));
    for (const [words, said] of [
      [
        ['run', 'Potos'],
        'There is no profile “Potos”.\n  Did you mean Photos? There are: Web site, Work, Photos.',
      ],
      [['show', 'w'], 'There are: Web site, Work.'],
    ] as const) {
      const { code, err } = await line.run(['profiles', ...words]);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(said) as string });
    }
    expect((await line.run(['history', '--profile', 'nobody'])).err).toContain(
      'There are: Web site, Work, Photos.',
    );
  });

  it('are only read: what is damaged is told, and stays as it is', async () => {
    await save(profile('site', 'Web site'), { id: 'half' });
    const file = line.path('config', 'Evenkeel', 'profiles.json');
    const before = await readFile(file, 'utf8');
    const listed = await line.run(['profiles']);
    expect(listed).toMatchObject({
      code: 0,
      err: expect.stringContaining('One profile is damaged') as string,
    });
    expect(await readFile(file, 'utf8')).toBe(before);
    await writeFile(file, '{');
    expect(await line.run(['profiles'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('is damaged') as string,
    });
    expect(await readdir(line.path('config', 'Evenkeel'))).toEqual(['profiles.json']);
  });
});
