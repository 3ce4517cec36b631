import { mkdir, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { fileSystemOf } from '../../../src/main/targets/local/volume/file-system.js';
import { readTree } from '../../engine/support/pair.js';
import { sshFacts } from '../../servers/real/openssh.js';
import type { ServerName, TestServer } from '../../servers/server.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { CommandLine, type Ended } from '../support/command-line.js';
import { readSchema } from '../support/schema.js';
import { Terminal, whyNoTerminal } from '../support/terminal.js';

const SCHEMA = await readFile(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'events.schema.json'),
  'utf8',
);
const faultOf = readSchema(SCHEMA);
const FindingSchema = v.object({
  kind: v.literal('finding'),
  finding: v.looseObject({ kind: v.string() }),
  verdict: v.string(),
  text: v.string(),
});
type Finding = v.InferOutput<typeof FindingSchema>;

/** What each server is known to be like, which the doctor has to find out. */
const SERVERS: readonly {
  readonly name: ServerName;
  readonly tls?: boolean;
  /** How often Ctrl-C is typed; absent for servers that would only show once more what another one shows. */
  readonly stops?: 1 | 2;
  readonly found: Readonly<Record<string, object>>;
}[] = [
  {
    name: 'pure-ftpd',
    stops: 2,
    tls: true,
    found: {
      listings: { command: 'MLSD', exact: true },
      'time-setter': { command: 'MFMT' },
      'commands-ahead': { safe: 'yes' },
      identity: { vouchedBy: 'user' },
      'time-kept': { offMs: 0 },
    },
  },
  {
    name: 'proftpd',
    found: {
      listings: { command: 'MLSD' },
      'commands-ahead': { safe: 'yes' },
      'in-the-clear': {},
      'time-kept': { offMs: 0 },
    },
  },
  {
    name: 'vsftpd',
    stops: 1,
    found: {
      listings: { command: 'LIST', exact: false },
      'time-setter': { command: 'MDTM' },
      'commands-ahead': { safe: 'yes' },
    },
  },
  { name: 'pyftpdlib', found: { listings: { command: 'MLSD' }, 'commands-ahead': { safe: 'no' } } },
  { name: 'ftp-srv', found: { listings: { command: 'LIST' }, 'sets-times': {} } },
  {
    name: 'openssh',
    stops: 2,
    found: {
      encrypted: { protocol: expect.stringMatching(/^SSH, /) as string },
      identity: { vouchedBy: 'user' },
      'time-kept': { offMs: 0 },
    },
  },
];

const available = await Promise.all(
  SERVERS.map(async (server) => ({ ...server, why: await whyUnavailable(server.name) })),
);

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build();
});
afterAll(() => line.remove());

for (const { name, tls, stops, found, why } of available) {
  const suite = why === undefined ? describe : describe.skip;
  suite(`the command line and ${name}${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
    let server: TestServer;
    let url: string;
    let fingerprint = '';
    const env = { EVENKEEL_PASSWORD: 'correct horse' };

    beforeAll(async () => {
      server = await startServer(name, { tls });
      url = server.url.replace('://', '://tester@');
      fingerprint = server.fingerprint;
      if (name !== 'openssh') return;
      const facts = await sshFacts(server);
      fingerprint = facts.fingerprint;
      url = `${server.url}${server.root}`;
      await mkdir(line.path('.ssh'), { recursive: true });
      await writeFile(
        line.path('.ssh', 'config'),
        `Host 127.0.0.1\n  User ${facts.user}\n  IdentityFile ${facts.identityFile}\n`,
      );
    });
    afterAll(() => server.stop());
    beforeEach(async () => {
      for (const each of await readdir(server.root)) await rm(join(server.root, each), { recursive: true });
      for (const folder of ['a', 'config']) await rm(line.path(folder), { recursive: true, force: true });
      await line.put('a', { x: 'old', 'deep/y': 'y', 'Kept.txt': 'k' }, 60);
    });

    const trust = (): readonly string[] => (fingerprint === '' ? [] : ['--trust', fingerprint]);
    const run = (...words: readonly string[]): Promise<Ended> => line.run([...words, ...trust()], { env });
    const doctor = async (...words: readonly string[]): Promise<readonly Finding[]> => {
      const ended = await run('doctor', '--json', ...words, url);
      expect(ended).toMatchObject({ code: 0, err: '' });
      const lines = ended.out.trimEnd().split('\n');
      for (const each of lines) expect(faultOf(JSON.parse(each)), each).toBeUndefined();
      return lines
        .map((each) => v.safeParse(FindingSchema, JSON.parse(each)))
        .filter((parsed) => parsed.success)
        .map(({ output }) => output);
    };

    it('S1: doctor tells what it can do, and changes nothing unless it is told to; then it leaves nothing behind', async () => {
      await run('upload', 'a', url);
      const before = await readTree(server.root);
      const log = await server.log();
      const looked = await doctor();
      expect((await server.log()).slice(log.length)).not.toMatch(/\b(STOR|APPE|MKD|DELE|RMD|RNFR|MFMT)\b/i);
      const kinds = looked.map(({ finding }) => finding.kind);
      for (const kind of ['reached', 'round-trip', 'listed', 'told-times', 'folds-case']) {
        expect(kinds).toContain(kind);
      }
      expect(kinds).not.toContain('clock');
      const all = await doctor('--write-test');
      expect(await readTree(server.root)).toEqual(before);
      for (const [kind, members] of Object.entries(found)) {
        expect(all.map(({ finding }) => finding)).toContainEqual(
          expect.objectContaining({ kind, ...members }) as unknown,
        );
      }
      expect(all).toContainEqual(expect.objectContaining({ text: 'Its clock agrees with this computer’s.' }));
      expect(all).toContainEqual(expect.objectContaining({ text: 'It accepts the name “with spaces.txt”.' }));
      for (const { text } of all) expect(text).toMatch(/^[A-Z“\d].*[.]$/);
    });

    if (stops === undefined) return;

    it('S4: undo and versions restore bring back what a run did there, and a conflict that is left is the end with 10', async () => {
      expect(await run('upload', 'a', url)).toMatchObject({ code: 0 });
      await line.put('a', { x: 'newer' }, 5);
      await rm(line.path('a', 'deep'), { recursive: true });
      expect(await run('upload', '--delete', 'a', url)).toMatchObject({ code: 0 });
      const [, newest = ''] = (await line.run(['history', 'a', url])).out.split('\n');
      expect(newest).toContain('3 items synced');
      expect(await readTree(server.root)).toEqual({ x: 'newer', 'Kept.txt': 'k' });
      expect(await run('versions', 'restore', '--yes', 'a', url, 'deep/y')).toMatchObject({
        code: 0,
        err: '',
      });
      expect(await readTree(server.root)).toMatchObject({ 'deep/y': 'y' });
      expect((await run('undo', '--yes', 'a', url)).out).toMatch(/2 items restored, restoring deep\/y\./);
      const undone = await run('undo', '--yes', 'a', url, newest.slice(0, 8));
      expect(undone).toMatchObject({ code: 0, err: '' });
      expect(await readTree(server.root)).toMatchObject({ x: 'old', deep: null });

      await line.put('a', { 'Kept.txt': 'changed here' });
      await writeFile(join(server.root, 'Kept.txt'), 'changed there as well');
      const conflict = await run('sync', '--report-problems', 'a', url);
      expect(conflict).toMatchObject({ code: 10, out: expect.stringContaining('*?*  Kept.txt') as string });
    });

    it.skipIf(whyNoTerminal())(
      `S5: stopped by Ctrl-C at a terminal${stops === 1 ? '' : ', twice,'} it ends with 3, and the next run ends in sync`,
      async () => {
        await line.put('a', { large: 'x'.repeat(300_000) });
        const words = ['upload', '--limit-rate', '20Ki', ...trust(), 'a', url];
        const terminal = new Terminal(line, words, { env });
        await expect
          .poll(async () => Object.keys(await readTree(server.root)).join(' '))
          .toContain('Kept.txt');
        terminal.types('\u0003');
        if (stops === 2) {
          await terminal.sees('Press Ctrl-C again');
          terminal.types('\u0003');
        }
        expect(await terminal.code).toBe(3);
        expect(await readTree(server.root)).not.toHaveProperty('large');
        expect(await run('upload', 'a', url)).toMatchObject({ code: 0 });
        expect(await readTree(server.root)).toEqual(await line.tree('a'));
      },
    );
  });
}

describe('doctor', () => {
  it('looks at a folder on this computer, and at the one of a profile', async () => {
    await line.put('here', { 'A.txt': '1' });
    const { code, out, err } = await line.run(['doctor', '--write-test', 'here']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('good    Files keep their times.\n');
    expect(out).toMatch(/\nThe tests found nothing unsafe and nothing slow\.\n$/);
    expect(await line.tree('here')).toEqual({ 'A.txt': '1' });
    await mkdir(line.path('config', 'Evenkeel'), { recursive: true });
    const profile = { id: 'p', name: 'Photos', localFolder: line.path('a'), remoteFolder: line.path('here') };
    const more = { userName: '', mode: 'upload', deleteExtra: false };
    await writeFile(
      line.path('config', 'Evenkeel', 'profiles.json'),
      JSON.stringify({ profiles: [{ ...profile, ...more }] }),
    );
    expect(await line.run(['doctor', '--profile', 'photo'])).toMatchObject({
      code: 0,
      out: expect.stringContaining(`[${line.path('here')}]\n`) as string,
    });
    const { type } = await statfs(line.path('here'));
    const known = process.platform === 'linux' ? fileSystemOf(type) : undefined;
    if (known?.kind === 'file-system') expect(out).toContain(known.name);
  });

  it('ends with 10 for what is unsafe where that is asked for, and with 1 where nothing is reached', async () => {
    const server = await startServer('ftp-srv');
    try {
      const words = ['doctor', server.url.replace('://', '://tester@')];
      const env = { EVENKEEL_PASSWORD: server.password };
      expect(await line.run(words, { env })).toMatchObject({
        code: 0,
        out: expect.stringContaining('UNSAFE  Nothing is encrypted') as string,
      });
      expect((await line.run(words, { env })).out).toContain(
        'Its clock can only be checked with a new file: use --write-test.',
      );
      expect((await line.run([...words, '--report-problems'], { env })).code).toBe(10);
    } finally {
      await server.stop();
    }
    expect(await line.run(['doctor', 'ftp://127.0.0.1:1/'])).toMatchObject({ code: 1 });
    expect((await line.run(['doctor'])).code).toBe(2);
  });
});
