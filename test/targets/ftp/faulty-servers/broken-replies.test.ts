import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Problem } from '../../../../src/shared/problem.js';
import { ProblemError } from '../../../../src/shared/problem-error.js';
import type { Target } from '../../../../src/main/targets/target.js';
import type { Instead, Script, ScriptedFtp } from '../../../servers/scripted/scripted-ftp.js';
import { get, list, NEVER, noise, put } from '../../contract/support/tools.js';
import { scripted } from '../../support/scripted.js';

// All is as it is but for how long a server is waited for.
vi.mock('../../../../src/main/targets/ftp/protocol/settings.js', async (original) => ({
  ...(await original<object>()),
  CONNECT_MS: 900,
  SIGN_IN_MS: 900,
  INACTIVITY_MS: 300,
  LAST_WORD_MS: 300,
}));

let server: ScriptedFtp;
let target: Target;
/** Starts a server that does as it is told, and makes a target for it; not connected. */
async function serve(script: Script): Promise<void> {
  ({ server, target } = await scripted(script));
}

/** Starts a good server, connects to it, and lets it go by a script from then on. */
async function turn(script: Script, before: Script = {}): Promise<void> {
  await serve(before);
  await target.connect(NEVER);
  server.change(script);
}

/** What `work` fails for; it has to be fit for a person, of this side, and to name the server or the item. */
async function failure(work: Promise<unknown>, named: string): Promise<Problem> {
  const error: unknown = await work.then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProblemError)) throw error;
  expect(error.problem.side).toBe('remote');
  expect(error.problem.what).toMatch(/^[^\n]+[.]$/);
  expect(error.problem.what).toContain(named);
  expect(error.problem.advice).toMatch(/^[^\n]+[.]$/);
  return error.problem;
}

async function connecting(): Promise<string> {
  return (await failure(target.connect(NEVER), '127.0.0.1')).kind;
}

const on =
  (wanted: string, instead: Instead): Script['instead'] =>
  (verb) =>
    verb === wanted ? instead : undefined;

describe('a server that answers with garbage', () => {
  const greetings: Readonly<Record<string, string | Buffer>> = {
    'binary noise': noise(5000),
    'lines of noise': Buffer.concat([noise(300), Buffer.from('\r\n'), noise(300), Buffer.from('\r\n')]),
    'a reply of the web': 'HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<html>\r\n',
    'the greeting of another protocol': 'SSH-2.0-OpenSSH_9.2p1\r\n',
    'nothing but a part of a line': '22',
    'a banner without an end': '220-Hello.\r\n'.repeat(200_000),
    'a refusal': '500 What?\r\n',
  };
  test.each(Object.keys(greetings))('is not connected to: %s', async (what) => {
    await serve({ greeting: greetings[what] });
    expect(['connection-lost', 'timed-out', 'sign-in-refused', 'busy']).toContain(await connecting());
  });

  const replies: Readonly<Record<string, string>> = {
    'a number that there is not': '999 What?',
    'a good number that belongs elsewhere': '227 (127,0,0,1,1,1)',
    'no number': 'Yes.',
    noise: noise(200)
      .toString('latin1')
      .replace(/[\r\n]/g, '?'),
  };
  for (const verb of ['PASS', 'PWD'] as const) {
    test.each(Object.keys(replies))(`is not waited for where it says ${verb} to be: %s`, async (what) => {
      await serve({ instead: on(verb, { reply: replies[what] ?? '' }) });
      const outcome = await target.connect(NEVER).then(
        () => 'connected',
        () => 'refused',
      );
      expect(outcome).toBe('refused');
      // S11: where it does not say which folder is used, none is.
      const kinds = /connection-lost|timed-out|sign-in-refused|other|busy|unsupported/;
      expect(await connecting()).toMatch(kinds);
    });
  }

  test.each(Object.keys(replies))(
    'lists nothing, rather than an empty folder, where it says of MLSD: %s',
    async (what) => {
      await turn({ instead: on('MLSD', { reply: replies[what] ?? '' }) });
      await server.put('file', 'x');
      // A refusal in proper form makes it be asked in another way.
      const listed = await list(target, '').catch(() => failure(list(target, ''), 'The folder'));
      if (listed instanceof Map) expect([...listed.keys()]).toEqual(['file']);
      server.change({});
      expect([...(await list(target, '')).keys()]).toEqual(['file']);
    },
  );

  test.each(['SIZE', 'MFMT', 'RNFR', 'RNTO', 'EPSV', 'STOR'])(
    'S3: leaves the old file where it answers wrongly to %s',
    async (verb) => {
      await turn({ instead: on(verb, { reply: replies['a number that there is not'] ?? '' }) });
      await server.put('file', 'old');
      await put(target, 'file', 'new').catch(async (error: unknown) => {
        await failure(Promise.reject(error instanceof Error ? error : new Error()), '“file”');
        expect(await readFile(join(server.root, 'file'), 'utf8')).toBe('old');
      });
      server.change({});
      await put(target, 'file', 'newer');
      expect(await readFile(join(server.root, 'file'), 'utf8')).toBe('newer');
    },
  );

  test('is understood where it says of a transfer that it has ended before it began', async () => {
    await turn({ instead: (verb) => (/^(MLSD|RETR)$/.test(verb) ? { reply: '226 Done.' } : undefined) });
    await server.put('file', 'x');
    await failure(list(target, ''), 'The folder');
    await failure(get(target, 'file'), '“file”');
  });
});

describe('a server that accepts and never answers', () => {
  test('is given up on when connecting has taken its time', async () => {
    await serve({ greeting: '' });
    expect(await connecting()).toBe('timed-out');
  });

  test.each(['USER', 'PASS', 'FEAT', 'TYPE', 'PWD'])('is given up on at %s', async (verb) => {
    await serve({ instead: on(verb, 'silence') });
    expect(await connecting()).toBe('timed-out');
  });

  test('in the middle of a command is given up on, and asked again when it is back', async () => {
    await turn({ instead: on('MLST', 'silence') });
    await server.put('file', 'x');
    expect(await failure(target.stat('file', NEVER), '“file”')).toMatchObject({
      kind: 'timed-out',
      path: 'file',
    });
    server.change({});
    expect(await target.stat('file', NEVER)).toMatchObject({ kind: 'file' });
  });

  test('in the middle of a listing makes it incomplete, not short (S8)', async () => {
    await turn({ stallsAfter: 300 });
    for (let n = 0; n < 20; n += 1) await server.put(`file ${n}`, 'x');
    expect((await failure(list(target, ''), 'The folder')).kind).toMatch(
      /timed-out|listing-incomplete|connection-lost/,
    );
    server.change({});
    expect(await list(target, '')).toHaveProperty('size', 20);
  });

  test('in the middle of a download breaks the stream, rather than ending it (S3)', async () => {
    await turn({ stallsAfter: 70_000 });
    await server.put('file', noise(200_000));
    expect((await failure(get(target, 'file'), '“file”')).kind).toMatch(/timed-out|connection-lost/);
    server.change({});
    expect((await get(target, 'file')).equals(noise(200_000))).toBe(true);
  });

  test('in the middle of an upload leaves the old file, and no temporary one (S3)', async () => {
    await turn({ stallsAfter: 70_000 });
    await server.put('file', 'old');
    // More than the system's buffers take.
    const big = noise(12_000_000);
    expect((await failure(put(target, 'file', big), '“file”')).kind).toBe('timed-out');
    expect(await readFile(join(server.root, 'file'), 'utf8')).toBe('old');
    expect(await readdir(server.root)).toEqual(['file']);
  });

  test.each(['RNFR', 'RNTO'])('S3: at %s leaves the old file or the new one, whole', async (verb) => {
    await turn({ instead: on(verb, 'silence') });
    await server.put('file', 'old');
    expect((await failure(put(target, 'file', 'new'), '“file”')).kind).toBe('timed-out');
    expect(await readFile(join(server.root, 'file'), 'utf8')).toBe('old');
    server.change({});
    await put(target, 'file', 'newer');
    expect(await readFile(join(server.root, 'file'), 'utf8')).toBe('newer');
  });

  test('keeps nobody waiting who closes the target meanwhile', async () => {
    await turn({ instead: on('MLST', 'silence') });
    await server.put('file', 'x');
    const waiting = failure(target.stat('file', NEVER), '');
    await expect.poll(() => server.count('MLST')).toBeGreaterThan(0);
    await target.close();
    await waiting.catch(() => undefined);
  });
});

describe('a server that hangs up', () => {
  test.each(['USER', 'PASS', 'FEAT', 'TYPE'])('at %s is said to do so', async (verb) => {
    await serve({ instead: on(verb, 'hang up') });
    expect(await connecting()).toBe('connection-lost');
  });

  test('after every file takes and gives every file all the same', async () => {
    await turn({ hangsUpAfter: ['STOR', 'RETR'] });
    for (let n = 0; n < 3; n += 1) await put(target, `file ${n}`, noise(1000 + n));
    for (let n = 0; n < 3; n += 1) expect(await get(target, `file ${n}`)).toHaveLength(1000 + n);
    expect((await readdir(server.root)).sort()).toEqual(['file 0', 'file 1', 'file 2']);
  });

  test('after every listing lists every folder all the same', async () => {
    await turn({ hangsUpAfter: ['MLSD'] });
    for (let n = 0; n < 3; n += 1) await server.put(`file ${n}`, 'x');
    for (let times = 0; times < 4; times += 1) expect(await list(target, '')).toHaveProperty('size', 3);
  });
});

describe('a server that is full', () => {
  test.each(['452 Insufficient storage space.', '552 Exceeded storage allocation.', '552 Quota exceeded.'])(
    'is said to be so, and keeps the old file and no part of the new one (S3): %s',
    async (reply) => {
      await turn({ full: { bytes: 50_000, reply } });
      await server.put('file', 'old');
      const problem = await failure(put(target, 'file', noise(300_000)), '“file”');
      expect(problem).toMatchObject({ kind: 'no-space', path: 'file' });
      expect(await readFile(join(server.root, 'file'), 'utf8')).toBe('old');
      expect(await readdir(server.root)).toEqual(['file']);
    },
  );
});
