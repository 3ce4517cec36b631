import { describe, expect, test } from 'vitest';
import type { ServerFindings } from '../../../../src/shared/connection/server-findings.js';
import { NEVER, problemOf, put } from '../../contract/support/tools.js';
import { scripted } from '../../support/scripted.js';
import type { Script } from '../../../servers/scripted/scripted-ftp.js';

const FEATURES = ['MLST type*;size*;modify*;', 'SIZE', 'MDTM', 'MFMT', 'REST STREAM', 'UTF8'];

const ANONYMOUS = { user: '', password: '' } as const;

/** A server of which earlier sessions have found something out, and what this one finds out. */
async function knownServer(
  known: ServerFindings,
  script: Script = {},
  user: { readonly user?: string; readonly password?: string } = {},
) {
  const recorded: ServerFindings[] = [];
  const findings = { known, record: (found: ServerFindings) => void recorded.push(found) };
  const greeting = '220 ProFTPD Server ready.\r\n';
  return { recorded, ...(await scripted({ greeting, ...script }, { ...user, options: { findings } })) };
}

describe('a server of a kind that takes the whole sign-in at once', () => {
  test('gets it in one burst, with all that is asked of it then', async () => {
    let accept: (() => void) | undefined;
    const { server, target } = await knownServer(
      { features: FEATURES },
      {
        // Whoever waits for this reply before the password is sent waits for ever.
        answer: (command, { say }) => {
          if (command.startsWith('USER ')) {
            accept = () => say('331 Password?');
            return true;
          }
          if (!command.startsWith('PASS ')) return false;
          accept?.();
          say('230 Come in');
          return true;
        },
      },
      ANONYMOUS,
    );
    await target.connect(NEVER);
    const [user, pass, feat, ...others] = server.commands.map((command) => command.split(' ', 1)[0]);
    expect([user, pass, feat]).toEqual(['USER', 'PASS', 'FEAT']);
    expect(others).toEqual(expect.arrayContaining(['PWD', 'SYST', 'TYPE']));
    await put(target, 'file', 'content');
  });

  test('S12: never gets a password in the clear before it has accepted the user name', async () => {
    const { server, target } = await knownServer(
      { features: FEATURES },
      {
        instead: (verb) =>
          verb === 'USER' ? { reply: '530 Non-anonymous sessions must use encryption.' } : undefined,
      },
    );
    expect(await problemOf(target.connect(NEVER))).toBe('sign-in-refused');
    expect(server.count('PASS')).toBe(0);
  });

  test('is signed in to although it wants no password', async () => {
    const { target } = await knownServer(
      {},
      {
        answer: (command, { say }) => {
          if (!/^(?:USER|PASS) /.test(command)) return false;
          say(command.startsWith('USER') ? '230 Come in' : '503 You are in already');
          return true;
        },
      },
      ANONYMOUS,
    );
    await target.connect(NEVER);
    await put(target, 'file', 'content');
  });

  test('says of a wrong password that it is wrong, although the server is known from before', async () => {
    // What was asked together with the sign-in is refused as well, or answered all the same.
    for (const refusesAll of [true, false]) {
      const { target } = await knownServer(
        { features: FEATURES },
        {
          instead: (verb) =>
            verb === 'PASS' || (refusesAll && verb !== 'USER') ? { reply: '530 No, not you' } : undefined,
        },
      );
      expect(await problemOf(target.connect(NEVER))).toBe('sign-in-refused');
      expect(await problemOf(target.connect(NEVER))).toBe('sign-in-refused');
    }
  });

  test('is sent a wrong password once only', async () => {
    const { server, target } = await knownServer(
      {},
      { instead: (verb) => (verb === 'PASS' ? { reply: '530 Login incorrect' } : undefined) },
      ANONYMOUS,
    );
    expect(await problemOf(target.connect(NEVER))).toBe('sign-in-refused');
    expect(server.count('PASS')).toBe(1);
  });

  test('is asked one after the other where it hangs up', async () => {
    let first = true;
    const { target } = await knownServer(
      {},
      {
        answer: (command, { cut, say }) => {
          if (!/^(?:USER|PASS) /.test(command)) return false;
          if (command.startsWith('USER')) say('331 Password?');
          else if (first) cut();
          else say('230 Come in');
          if (command.startsWith('PASS')) first = false;
          return true;
        },
      },
      ANONYMOUS,
    );
    await target.connect(NEVER);
    await put(target, 'file', 'content');
  });

  test('is used by what it announces now where that has changed', async () => {
    const { recorded, target } = await knownServer(
      { features: [...FEATURES, 'AVBL'] },
      { features: ['SIZE', 'MDTM', 'REST STREAM', 'UTF8'] },
    );
    await target.connect(NEVER);
    expect(target.features).toMatchObject({ resumes: true });
    expect(recorded).toContainEqual({ features: ['SIZE', 'MDTM', 'REST STREAM', 'UTF8'] });
    await put(target, 'file', 'content');
    expect(await target.stat('file', NEVER)).toMatchObject({ kind: 'file', size: 7 });
  });
});

describe('a server that is not known', () => {
  test('is asked for its password first, and what it announced is remembered', async () => {
    const { recorded, server, target } = await knownServer({}, { greeting: '220 Welcome\r\n' });
    await target.connect(NEVER);
    expect(server.commands.slice(0, 3).map((command) => command.split(' ', 1)[0])).toEqual([
      'USER',
      'PASS',
      'FEAT',
    ]);
    expect(recorded).toEqual([
      { features: expect.arrayContaining(['MLST type*;size*;modify*;']) as unknown },
    ]);
  });

  test('is not sent a password where it wants none', async () => {
    const { server, target } = await knownServer(
      {},
      {
        greeting: '220 Welcome\r\n',
        instead: (verb) => (verb === 'USER' ? { reply: '230 Come in' } : undefined),
      },
      ANONYMOUS,
    );
    await target.connect(NEVER);
    expect(server.count('PASS')).toBe(0);
  });

  test('is not remembered by what it said behind a sign-in that it refused', async () => {
    const { recorded, target } = await knownServer(
      {},
      {
        greeting: '220 Welcome\r\n',
        instead: (verb) =>
          verb === 'PASS' || verb === 'FEAT' ? { reply: '530 Login incorrect' } : undefined,
      },
    );
    expect(await problemOf(target.connect(NEVER))).toBe('sign-in-refused');
    expect(recorded).toEqual([]);
  });
});
