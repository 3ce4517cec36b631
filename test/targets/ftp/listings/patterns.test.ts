import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Script } from '../../../servers/scripted/scripted-ftp.js';
import { OLD_FEATURES } from '../../../servers/scripted/scripted-ftp.js';
import { startServer, whyUnavailable } from '../../../servers/start-server.js';
import { targetOf } from '../../contract/support/ftp.js';
import { NEVER, problemOf } from '../../contract/support/tools.js';
import { scripted } from '../../support/scripted.js';

const EXPANDING = ['SIZE', 'MDTM', 'MLST', 'CWD', 'RETR', 'RNFR', 'RNTO', 'DELE'];

/** A server that has these letters stand for others, and finds the only name that a path then means. */
function expanding(letters: string, verbs: readonly string[] = EXPANDING, script: Script = {}): Script {
  const found = new Map([
    ['SIZE', '213 5'],
    ['MDTM', '213 20240101000000'],
    ['RNFR', '350 And now?'],
  ]);
  return {
    ...script,
    instead: (verb, argument) => {
      const isPattern =
        verbs.includes(verb) && Array.from(letters).some((letter) => argument.includes(letter));
      return isPattern ? { reply: found.get(verb) ?? '250 OK.' } : undefined;
    },
  };
}

const KINDS = ['a*b', 'a?b', 'a[1].txt'] as const;

describe('S9: a name with letters that the server takes for a pattern', () => {
  test.each(KINDS)('is refused by a plain sentence, whatever is to be done with it: %s', async (name) => {
    const { server, target } = await scripted(expanding('*?['));
    await server.put('plain.txt', 'x');
    await target.connect(NEVER);
    const refused: readonly (() => Promise<unknown>)[] = [
      () => target.removeFile(name, NEVER),
      () => target.move('plain.txt', name, NEVER),
      () => target.move(name, 'other', NEVER),
      () => target.makeFolder(name, NEVER),
      () => target.read(name, { signal: NEVER, size: 1 }),
    ];
    for (const each of refused) expect(await problemOf(each())).toBe('name-refused');
    expect(server.count('DELE') + server.count('RNTO') + server.count('RETR') + server.count('MKD')).toBe(0);
    await target.move('plain.txt', 'other.txt', NEVER);
  });

  test('is asked for once a kind, by what is there', async () => {
    const { server, target } = await scripted(expanding('['));
    await server.put('plain.txt', 'x');
    await target.connect(NEVER);
    for (const name of ['a[1]', 'a[2]', 'b]']) {
      expect(await problemOf(target.removeFile(name, NEVER))).toBe('name-refused');
    }
    for (const name of ['a*', 'b*c']) await target.removeFile(name, NEVER);
    expect(server.commands.filter((command) => command.startsWith('SIZE'))).toEqual([
      'SIZE /plain.tx[t]',
      'SIZE /plain.tx*',
    ]);
    expect(server.commands.filter((command) => command.startsWith('DELE'))).toEqual([
      'DELE /a*',
      'DELE /b*c',
    ]);
  });

  test.each([['RNFR'], ['SIZE'], ['MDTM']])('is found where %s alone tells', async (verb) => {
    const { server, target } = await scripted(expanding('*', [verb], { features: OLD_FEATURES }));
    await server.put('plain.txt', 'x');
    await target.connect(NEVER);
    expect(await problemOf(target.removeFile('a*', NEVER))).toBe('name-refused');
  });

  test('is asked for by a folder where there is no file, and by what lies beside it', async () => {
    const { server, target } = await scripted(expanding('['));
    await target.connect(NEVER);
    await target.makeFolder('deep', NEVER);
    expect(await problemOf(target.removeFile('deep/a[1]', NEVER))).toBe('name-refused');
    expect(server.commands).toContain('CWD /dee[p]');
  });

  test('is no pattern where nothing is that it could stand for', async () => {
    const { server, target } = await scripted(expanding('[', ['SIZE']));
    await target.connect(NEVER);
    await target.makeFolder('a[1]', NEVER);
    expect(await readdir(server.root)).toEqual(['a[1]']);
  });
});

for (const name of ['pure-ftpd', 'proftpd', 'vsftpd', 'pyftpdlib', 'ftp-srv'] as const) {
  const why = await whyUnavailable(name);
  test.skipIf(why !== undefined)(`${name} takes every letter for itself`, async ({ onTestFinished }) => {
    const server = await startServer(name, {});
    const target = targetOf(server, {});
    onTestFinished(async () => {
      await target.close();
      await server.stop();
    });
    // “plain” is what the server is asked about, “ab” and the like are what a pattern would hit.
    for (const path of ['plain', 'ab', 'aXb', 'a1.txt', ...KINDS])
      await writeFile(join(server.root, path), 'x');
    await server.own();
    await target.connect(NEVER);
    for (const kind of KINDS) {
      await target.move(kind, `${kind}.moved`, NEVER);
      await target.removeFile(`${kind}.moved`, NEVER);
    }
    expect((await readdir(server.root)).sort()).toEqual(['a1.txt', 'aXb', 'ab', 'plain']);
  });
}
