import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Connector } from '../../../../src/main/targets/ftp/server/connect.js';
import { FtpHasher } from '../../../../src/main/targets/ftp/ops/hash.js';
import { DEFAULT_LINE } from '../../../../src/shared/profile/profile-options.js';
import { HASH_NAMES, type HashName } from '../../../../src/main/targets/target.js';
import { FEATURES, type Script } from '../../../servers/scripted/scripted-ftp.js';
import { startServer, whyUnavailable } from '../../../servers/start-server.js';
import { NEVER, noise } from '../../contract/support/tools.js';
import { targetOf } from '../../contract/support/ftp.js';
import { scripted } from '../../support/scripted.js';

const CONTENT = noise(100_000);

function hashOf(name: HashName): string {
  return name === 'crc32'
    ? crc32(CONTENT).toString(16).padStart(8, '0')
    : createHash(name).update(CONTENT).digest('hex');
}

const why = await whyUnavailable('proftpd');
const suite = why === undefined ? describe : describe.skip;

suite(`hashes that proftpd gives${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  test('are those of the content, whatever the name is', async () => {
    const server = await startServer('proftpd', { hashes: true });
    const target = targetOf(server);
    try {
      await target.connect(NEVER);
      expect(target.features.hashes).toEqual(HASH_NAMES);
      for (const path of ['file', 'a name with 1 5', 'empty']) {
        await writeFile(join(server.root, path), path === 'empty' ? '' : CONTENT);
      }
      for (const name of HASH_NAMES) {
        expect(await target.features.hash?.('file', name, NEVER)).toBe(hashOf(name));
        expect(await target.features.hash?.('a name with 1 5', name, NEVER)).toBe(hashOf(name));
      }
      const nothing = createHash('sha256').digest('hex');
      expect(await target.features.hash?.('empty', 'sha256', NEVER)).toBe(nothing);
      expect(await target.features.hash?.('missing', 'sha256', NEVER)).toBeUndefined();
      expect(target.features.hashes).toEqual(HASH_NAMES);
    } finally {
      await target.close();
      await server.stop();
    }
  });

  test.each([
    ['XSHA256', 'sha256'],
    ['XSHA1', 'sha1'],
    ['XMD5', 'md5'],
    ['XCRC', 'crc32'],
  ] as const)('are given by %s as well, whatever the name is', async (verb, name) => {
    const server = await startServer('proftpd', { hashes: true });
    const connector = new Connector({
      host: server.host,
      port: server.port,
      secure: false,
      userName: server.user,
      password: server.password,
      trustedCertificate: undefined,
      path: '',
      side: 'remote',
      connections: 1,
      line: DEFAULT_LINE,
    });
    const connection = await connector.open(NEVER);
    try {
      const hasher = new FtpHasher([{ kind: 'own', name, verb }]);
      for (const file of ['a name', 'a name with 1 5', ' leading', 'two  blanks', 'per%20cent x']) {
        await writeFile(join(server.root, file), CONTENT);
        expect([file, await hasher.hash(connection, `/${file}`, name, CONTENT.length)]).toEqual([
          file,
          hashOf(name),
        ]);
      }
    } finally {
      connection.destroy();
      await server.stop();
    }
  });

  test('are not promised where they are not offered', async () => {
    const server = await startServer('proftpd');
    const target = targetOf(server);
    try {
      await target.connect(NEVER);
      expect(target.features.hashes).toEqual([]);
    } finally {
      await target.close();
      await server.stop();
    }
  });
});

describe('hashes', () => {
  const replying = (verb: string, reply: string, features: readonly string[]): Script => ({
    features: [...FEATURES, ...features],
    answer: (command, { say }) => {
      if (!command.startsWith(`${verb} `)) return false;
      say(reply);
      return true;
    },
  });

  test.each([
    ['XSHA256', 'sha256', (digits: string) => `250 ${digits.toUpperCase()}`],
    ['XSHA1', 'sha1', (digits: string) => `250-Computing\r\n250 ${digits}`],
    ['XMD5', 'md5', (digits: string) => `213 ${digits}`],
    ['MD5', 'md5', (digits: string) => `251 /file ${digits}`],
    ['XCRC', 'crc32', (digits: string) => `250 ${digits}`],
  ] as const)('are given by %s', async (verb, name, wording) => {
    const { server, target } = await scripted(replying(verb, wording(hashOf(name)), [verb]));
    await server.put('file', CONTENT);
    await target.connect(NEVER);
    expect(target.features.hashes).toEqual([name]);
    expect(await target.features.hash?.('file', name, NEVER)).toBe(hashOf(name));
  });

  test.each([
    ['of another algorithm', `213 MD5 0-100000 ${hashOf('md5')} /file`],
    ['of a part of the file', `213 SHA-256 0-4095 ${hashOf('sha256')} /file`],
    ['of its end', `213 SHA-256 5-100000 ${hashOf('sha256')} /file`],
    ['too short', '213 SHA-256 0-100000 abcdef /file'],
    ['that is none', '213 ok'],
  ])('are not believed: one %s', async (_what, reply) => {
    const { server, target } = await scripted(replying('HASH', reply, ['HASH SHA-256*;MD5']));
    await server.put('file', CONTENT);
    await target.connect(NEVER);
    expect(await target.features.hash?.('file', 'sha256', NEVER)).toBeUndefined();
  });

  test('are asked for by the name in quotation marks where it holds blanks, and not where that would be doubtful', async () => {
    const { server, target } = await scripted(replying('XMD5', `250 ${hashOf('md5')}`, ['XMD5']));
    await target.connect(NEVER);
    expect(await target.features.hash?.('a name', 'md5', NEVER)).toBe(hashOf('md5'));
    expect(await target.features.hash?.('a "name"', 'md5', NEVER)).toBeUndefined();
    expect(await target.features.hash?.('a back\\slash', 'md5', NEVER)).toBeUndefined();
    expect(server.commands.filter((command) => command.startsWith('XMD5'))).toEqual(['XMD5 "/a name"']);
  });

  test('that a server announces, but does not know, are asked for once, and not promised any more', async () => {
    const { server, target } = await scripted({ features: [...FEATURES, 'XMD5', 'XCRC'] });
    await server.put('file', CONTENT);
    await target.connect(NEVER);
    expect(target.features.hashes).toEqual(['md5', 'crc32']);
    for (let times = 0; times < 3; times += 1) {
      expect(await target.features.hash?.('file', 'md5', NEVER)).toBeUndefined();
    }
    expect(server.commands.filter((command) => command.startsWith('XMD5'))).toHaveLength(1);
    expect(target.features.hashes).toEqual(['crc32']);
  });
});
