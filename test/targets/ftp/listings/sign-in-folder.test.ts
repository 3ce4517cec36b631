import { describe, expect, test } from 'vitest';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Script, Session } from '../../../servers/scripted/scripted-ftp.js';
import { list, NEVER, problemOf } from '../../contract/support/tools.js';
import { scripted } from '../../support/scripted.js';

/** Answers PWD in its own words; `undefined` leaves it to the server. */
type Words = (folder: string) => string;

/** A server that puts its user into `/home/anna` and tells of folders as `words` says. */
function speaking(words: Words, more: { readonly staysPut?: boolean } = {}): Script {
  let folder = '/home/anna';
  return {
    answer: async (command: string, { say, honest, mute }: Session) => {
      const verb = command.slice(0, 3);
      const argument = command.slice(4);
      if (verb === 'PWD') say(words(folder));
      else if (verb === 'CWD') {
        const reply = await mute(honest);
        if (more.staysPut === true) say('250 OK.');
        else {
          if (reply.startsWith('250')) folder = argument;
          say(reply);
        }
      } else return false;
      return true;
    },
  };
}

async function withFolders(script: Script, path = '') {
  const { server, target } = await scripted(script, { path });
  await mkdir(join(server.root, 'home/anna/www'), { recursive: true });
  await writeFile(join(server.root, 'home/anna/mine'), 'x');
  await writeFile(join(server.root, 'everybody'), 'x');
  return { server, target };
}

describe('the folder in which the server puts the user', () => {
  test.each<[string, Words]>([
    ['quoted', (folder) => `257 "${folder}" is your current location`],
    ['without quotation marks', (folder) => `257 ${folder}`],
    ['without quotation marks, in a sentence', (folder) => `257 ${folder} is the current directory`],
    ['between apostrophes', (folder) => `257 '${folder}' is current`],
    ['with another number', (folder) => `250 "${folder}"`],
  ])('is found where it is told %s', async (_how, words) => {
    const { target } = await withFolders(speaking(words));
    await target.connect(NEVER);
    expect([...(await list(target, '')).keys()].sort()).toEqual(['mine', 'www']);
  });

  test.each<[string, Words]>([
    ['not told', () => '502 PWD is not known.'],
    ['told without a path', () => '257 you are at home'],
    ['empty', () => '257 ""'],
    ['relative', () => '257 "anna"'],
    ['in a form of which one cannot make paths', () => '257 "DISK$USERS:[ANNA]"'],
  ])('is not taken for the root where it is %s: S11', async (_how, words) => {
    const { target } = await withFolders(speaking(words));
    const failed = target.connect(NEVER);
    expect(await problemOf(failed)).toBe('unsupported');
    await expect(failed).rejects.toThrow('which folder you are in');
  });

  test.each<[string, string]>([
    ['left single', '257 "/home/anna "old""'],
    ['left single, and a sentence behind them', '257 "/home/anna "old"" is current'],
  ])('is found where the quotation marks in its name are %s', async (_how, reply) => {
    let folder = '';
    const { server, target } = await scripted({
      answer: async (command, { say, honest, mute }) => {
        if (command === 'PWD')
          say(folder === '' || folder === '/home/anna "old"' ? reply : `257 "${folder}"`);
        else if (command.startsWith('CWD ')) {
          const answer = await mute(honest);
          if (answer.startsWith('250')) folder = command.slice(4);
          say(answer);
        } else return false;
        return true;
      },
    });
    await mkdir(join(server.root, 'home/anna "old"/in it'), { recursive: true });
    await mkdir(join(server.root, 'home/anna /wrong'), { recursive: true });
    await target.connect(NEVER);
    expect([...(await list(target, '')).keys()]).toEqual(['in it']);
  });
});

describe('a folder that the address names', () => {
  test.each<[string, Words]>([
    ['quoted', (folder) => `257 "${folder}"`],
    ['without quotation marks', (folder) => `257 ${folder} is current`],
    ['not at all', () => '502 PWD is not known.'],
    ['under another path, because it is a link', (folder) => `257 "${folder.replace('/home', '/mnt/disk')}"`],
  ])('is used where the server tells it %s', async (_how, words) => {
    const { server, target } = await withFolders(speaking(words), '/home/anna');
    await mkdir(join(server.root, 'mnt/disk/anna'), { recursive: true });
    await writeFile(join(server.root, 'mnt/disk/anna/mine'), 'x');
    await target.connect(NEVER);
    expect([...(await list(target, '')).keys()]).toContain('mine');
  });

  test('is not used where the server says yes and stays where it is: S11', async () => {
    const { target } = await withFolders(
      speaking((folder) => `257 "${folder}"`, { staysPut: true }),
      '/home/anna/www',
    );
    const failed = target.connect(NEVER);
    expect(await problemOf(failed)).toBe('unsupported');
    await expect(failed).rejects.toThrow('says that it is in “/home/anna”');
  });

  test('is not used where the server says yes to everything and nothing else: S11', async () => {
    const { target } = await withFolders(
      speaking(() => '502 PWD is not known.', { staysPut: true }),
      '/home/anna/www',
    );
    expect(await problemOf(target.connect(NEVER))).toBe('unsupported');
  });
});

describe('the root of the server', () => {
  test.each<[string, Words]>([
    ['quoted', (folder) => `257 "${folder}" is your current location`],
    ['without quotation marks', (folder) => `257 ${folder}`],
    ['not at all', () => '502 PWD is not known.'],
  ])(
    'is used where the address names it, and not where the server puts the user: told %s',
    async (_how, words) => {
      const { target } = await withFolders(speaking(words), '/');
      await target.connect(NEVER);
      expect([...(await list(target, '')).keys()].sort()).toEqual(['everybody', 'home']);
      expect(target.rootFolder).toBe('/');
    },
  );

  test.each([
    ['/', '/home/anna'],
    ['', undefined],
    ['/home/anna/www', undefined],
  ])('is told from the folder in which the server puts the user: %j, signed in to %s', async (path, told) => {
    const { target } = await withFolders(
      speaking((folder) => `257 "${folder}"`),
      path,
    );
    await target.connect(NEVER);
    expect(target.signInFolder).toBe(told);
  });

  test('is known to be the folder in which the server puts the user only where the server says so', async () => {
    const { target } = await scripted({}, { path: '/' });
    await target.connect(NEVER);
    expect(target.signInFolder).toBe('/');
    const silent = await withFolders(
      speaking(() => '502 PWD is not known.'),
      '/',
    );
    await silent.target.connect(NEVER);
    expect(silent.target.signInFolder).toBeUndefined();
  });

  test('is not taken for where the server stays instead: S11', async () => {
    const { target } = await withFolders(
      speaking((folder) => `257 "${folder}"`, { staysPut: true }),
      '/',
    );
    expect(await problemOf(target.connect(NEVER))).toBe('unsupported');
  });
});

describe('which folder it is', () => {
  test.each([
    ['', '/home/anna'],
    ['/home/anna/www', '/home/anna/www'],
  ])('is told people: %j is %s', async (path, told) => {
    const { target } = await withFolders(
      speaking((folder) => `257 "${folder}"`),
      path,
    );
    expect(target.rootFolder).toBeUndefined();
    await target.connect(NEVER);
    expect(target.rootFolder).toBe(told);
  });
});
