import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Script, Session } from '../../servers/scripted/scripted-ftp.js';
import type { Pair, Tree } from '../support/pair.js';
import { scriptedPair } from '../support/scripted-pair.js';

// As if nobody had more than half a second.
vi.mock('../../../src/main/targets/ftp/protocol/settings.js', async (original) => ({
  ...(await original<object>()),
  INACTIVITY_MS: 500,
}));

let pair: Pair;
afterEach(() => pair.remove());

const COUNT = 24;
const FILES: Tree = Object.fromEntries(
  Array.from({ length: COUNT }, (_, n) => [`file ${n}`, String(n).repeat(1000 * (n + 1))]),
);

/** Meddles with the first command that begins so. */
function first(verb: string, meddle: (command: string, session: Session) => Promise<void> | void): Script {
  let done = false;
  return {
    answer: async (command, session) => {
      if (done || !command.startsWith(`${verb} `)) return false;
      done = true;
      await meddle(command, session);
      return true;
    },
  };
}

/** Gives each of two commands the reply to the other, once. */
function swapped(one: string, other: string): Script {
  const held: string[] = [];
  return {
    answer: async (command, { honest, say, mute }) => {
      const verb = command.split(' ')[0] ?? '';
      if (held.length === 2 || ![one, other].includes(verb)) return false;
      held.push(await mute(honest));
      if (held.length === 2) for (const reply of held.reverse()) say(reply);
      return true;
    },
  };
}

/** What came of it. */
interface Uploaded {
  /** What was ever seen under a file's own name that was not all of it. */
  readonly torn: readonly string[];
  /** Commands that came while an upload was under way on the same connection. */
  readonly ahead: readonly string[];
  readonly connections: number;
}

/** Brings the files to a server, over one connection at a time. */
async function upload(script: Script): Promise<Uploaded> {
  const torn: string[] = [];
  const answer: Script['answer'] = async (command, session) => {
    if ((await script.answer?.(command, session)) !== true) await session.honest();
    for (const [name, there] of Object.entries(await pair.tree('remote'))) {
      if (name in FILES && there !== FILES[name]) torn.push(name);
    }
    return true;
  };
  const { created, server } = await scriptedPair(FILES, { ...script, answer }, { connections: 1 });
  pair = created;
  const { counts } = await pair.sync();
  expect(counts).toMatchObject({ done: COUNT, failed: 0 });
  expect(await pair.tree('remote')).toEqual(FILES);
  expect(await pair.planned()).toEqual({});
  return { torn, ahead: server.ahead, connections: server.connections };
}

it('S3: a server that reads commands after the transfer before them gets the next agreement ahead', async () => {
  const { torn, ahead } = await upload({});
  expect(torn).toEqual([]);
  expect(new Set(ahead)).toEqual(new Set(['EPSV']));
});

describe('a server whose replies are out of step', () => {
  it.each<[string, Script]>([
    [
      'one too many, after an upload',
      first('STOR', async (_command, { honest, say }) => {
        await honest();
        say('226 I mean it');
      }),
    ],
    [
      'one that nobody asked for',
      first('SIZE', async (_command, { honest, say }) => {
        say('200 Hello');
        await honest();
      }),
    ],
    ['one too few', first('MFMT', () => undefined)],
    ['no last word on an upload', first('STOR', (_command, { data }) => drain(data))],
    ['the reply to another command', first('RNFR', (_command, { say }) => say('250 renamed'))],
    ['two in the wrong order', swapped('RNFR', 'RNTO')],
  ])('S3: loses that connection, and every file is whole at every moment: %s', async (_what, script) => {
    const { torn, connections } = await upload(script);
    expect(torn).toEqual([]);
    expect(connections).toBeGreaterThan(2);
  });

  it('S3: nothing is said about a file before the server has confirmed all of it, however late', async () => {
    const { torn, ahead } = await upload(
      first('STOR', async (_command, { honest }) => {
        await delay(300);
        await honest();
      }),
    );
    expect(torn).toEqual([]);
    expect(ahead.filter((command) => command !== 'EPSV')).toEqual([]);
  });

  it('S3: one that reads on during a transfer is never sent a command ahead', async () => {
    const { torn, ahead } = await upload({ reads: (command) => /^(STOR|LIST) /.test(command) });
    expect(torn).toEqual([]);
    expect(ahead).toEqual([]);
  });

  it('S3: one that waits with listings, but reads on during uploads, is found out', async () => {
    const { torn, ahead } = await upload({ reads: (command) => command.startsWith('STOR ') });
    expect(torn).toEqual([]);
    expect(ahead.filter((command) => command !== 'QUIT')).toEqual(['EPSV']);
  });
});

async function drain(data: Session['data']): Promise<void> {
  const line = await data();
  line.resume();
  await once(line, 'end');
}
