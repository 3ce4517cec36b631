import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { ProblemError } from '../../../../src/shared/problem-error.js';
import type { Problem } from '../../../../src/shared/problem.js';
import { NEVER, problemOf, put } from '../../contract/support/tools.js';
import { scripted } from '../../support/scripted.js';

// As if nobody had more than two seconds.
vi.mock('../../../../src/main/targets/ftp/protocol/settings.js', async (original) => ({
  ...(await original<object>()),
  CONNECT_MS: 800,
  SIGN_IN_MS: 2000,
  INACTIVITY_MS: 600,
}));

/** Longer than a server may be silent otherwise, and less than it may take to let somebody in. */
const SLOWLY_MS = 1100;

/** A server that answers `verb` with `reply` after a while; with none, never. */
const slow = (verb: string, reply?: string) => ({
  answer: async (command: string, { say }: { readonly say: (reply: string) => void }) => {
    if (command.split(' ', 1)[0] !== verb) return false;
    // It reads nothing more before it has answered.
    if (reply === undefined) return new Promise<never>(() => undefined);
    await delay(SLOWLY_MS);
    say(reply);
    return true;
  },
});

async function failure(work: Promise<unknown>): Promise<Problem> {
  const error: unknown = await work.then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error.problem;
  throw error;
}

describe('a server that has greeted', () => {
  test.each([
    ['USER', '331 And the password?'],
    ['PASS', '230 Come in'],
  ])('may take longer to answer %s than it may to greet', async (verb, reply) => {
    const { target } = await scripted(slow(verb, reply));
    await target.connect(NEVER);
    await put(target, 'file', 'x');
  });

  test('is believed when it refuses the password, however long that takes it', async () => {
    const { target } = await scripted(slow('PASS', '530 Login incorrect'));
    expect(await problemOf(target.connect(NEVER))).toBe('sign-in-refused');
  });

  test.each(['USER', 'PASS'])('is given up on when it never answers %s, and was signing in', async (verb) => {
    const { target } = await scripted(slow(verb));
    const { kind, what } = await failure(target.connect(NEVER));
    expect(kind).toBe('timed-out');
    expect(what).toMatch(/^The server “127.0.0.1” answered, but neither accepted nor refused /);
  });

  test.each(['FEAT', 'PWD'])('is given up on when it never answers %s, and had let one in', async (verb) => {
    const { target } = await scripted(slow(verb));
    const { kind, what } = await failure(target.connect(NEVER));
    expect(kind).toBe('timed-out');
    expect(what).toMatch(/^The server “127.0.0.1” accepted .*, but then stopped answering/);
  });

  test('keeps nobody waiting who stops while it thinks about the password', async () => {
    const { server, target } = await scripted(slow('PASS'));
    const stop = new AbortController();
    const connecting = failure(target.connect(stop.signal));
    await expect.poll(() => server.count('PASS')).toBe(1);
    stop.abort();
    expect((await connecting).kind).toBe('stopped');
  });
});

test.each([
  '421 Home directory not available - aborting',
  '500 OOPS: cannot change directory:/srv/www',
  '530 User cannot log in, home directory inaccessible.',
])(
  'a folder that is gone is not told as a wrong password, nor as too many connections: %s',
  async (reply) => {
    const { target } = await scripted({ instead: (verb) => (verb === 'PASS' ? { reply } : undefined) });
    const problem = await failure(target.connect(NEVER));
    expect(problem.kind).toBe('folder-missing');
    expect(problem.what).toContain(`cannot open the folder of this user: “${reply.slice(4)}”`);
  },
);

test('a server that never greets did not answer', async () => {
  const { target } = await scripted({ greeting: '' });
  const { kind, what } = await failure(target.connect(NEVER));
  expect(kind).toBe('timed-out');
  expect(what).toMatch(/^The server “127.0.0.1” did not answer within/);
});
