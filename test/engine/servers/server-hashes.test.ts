import { stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import type { Side } from '../../../src/shared/entry/entry.js';
import type { Target } from '../../../src/main/targets/target.js';
import { FEATURES } from '../../servers/scripted/scripted-ftp.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { targetOf } from '../../targets/contract/support/ftp.js';
import type { ScriptedFtp } from '../../servers/scripted/scripted-ftp.js';
import { scriptedPair } from '../support/scripted-pair.js';
import { Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

const why = await whyUnavailable('proftpd');
const withProftpd = why === undefined ? it : it.skip;

const BIG = 'x'.repeat(300_000);

/** Has no file of the server read. */
function unread(target: Target, side: Side): Target {
  if (side === 'local') return target;
  target.read = () => Promise.reject(new Error('A file was read.'));
  return target;
}

describe('content, where the server gives hashes', () => {
  withProftpd('is compared without being transferred, of whatever size', async () => {
    const server = await startServer('proftpd', { hashes: true });
    const { root } = server;
    const served = {
      root,
      open: () => targetOf(server),
      own: () => server.own(),
      stop: () => server.stop(),
    };
    pair = await Pair.create({ same: BIG, other: BIG }, { same: BIG, other: `${BIG.slice(1)}y` }, served);
    pair.wrap = unread;
    expect(await pair.planned()).toEqual({ other: 'conflict: first-meeting' });
    expect(await server.log()).toMatch(/^(HASH|XSHA256) /m);
  });

  withProftpd('tells that only the time of a file is another one', async () => {
    const server = await startServer('proftpd', { hashes: true });
    const { root } = server;
    pair = await Pair.inSync(
      { file: BIG },
      { root, open: () => targetOf(server), own: () => server.own(), stop: () => server.stop() },
    );
    pair.policy = { ...DEFAULT_POLICY, comparison: 'content' };
    const later = Date.UTC(2026, 5, 1) / 1000;
    await utimes(join(root, 'file'), later, later);
    pair.wrap = unread;
    expect(await pair.planned()).toEqual({});
  });

  withProftpd(
    'finds a byte that changed on the server without anybody telling, and transfers nothing',
    async () => {
      const server = await startServer('proftpd', { hashes: true });
      const { root } = server;
      pair = await Pair.inSync(
        { file: BIG, fine: 'fine' },
        { root, open: () => targetOf(server), own: () => server.own(), stop: () => server.stop() },
      );
      const path = join(root, 'file');
      const { mtime } = await stat(path);
      await writeFile(path, `${BIG.slice(1)}y`);
      await utimes(path, mtime, mtime);
      pair.wrap = unread;
      expect(await pair.planned()).toEqual({});
      pair.policy = { ...DEFAULT_POLICY, comparison: 'content' };
      expect(await pair.planned()).toEqual({ file: 'conflict: content-differs' });
    },
  );

  it('is read where the server would not give the hash after all', async () => {
    const { created, server } = await scriptedPair({ file: 'same' }, { features: [...FEATURES, 'XCRC'] });
    pair = created;
    await server.put('file', 'same');
    expect(await pair.planned()).toEqual({});
    expect(server.commands).toContain('XCRC /file');
    expect(server.commands).toContain('RETR /file');
  });

  /** A server that has the contents of `file` and `edit`, and nothing better to tell of them than a checksum. */
  async function withChecksums(): Promise<ScriptedFtp> {
    const { created, server } = await scriptedPair(
      { file: 'same', edit: 'mine' },
      {
        features: [...FEATURES, 'XCRC'],
        answer: (command, { say }) => {
          if (!command.startsWith('XCRC ')) return false;
          const sum = crc32(command.endsWith('file') ? 'same' : 'your');
          say(`250 ${sum.toString(16).padStart(8, '0')}`);
          return true;
        },
      },
    );
    pair = created;
    await server.put('file', 'same');
    await server.put('edit', 'your');
    return server;
  }

  it('is told apart by a checksum where the server has nothing better', async () => {
    const server = await withChecksums();
    expect(await pair.planned()).toEqual({ edit: 'conflict: first-meeting' });
    expect(server.commands.filter((command) => command.startsWith('RETR'))).toEqual([]);
  });

  it('is not the same because of a checksum, where the profile compares by it: that only tells files apart', async () => {
    const server = await withChecksums();
    pair.policy = { ...DEFAULT_POLICY, comparison: 'content' };
    expect(await pair.planned()).toEqual({ edit: 'conflict: first-meeting' });
    expect(server.commands.filter((command) => command.startsWith('RETR'))).toEqual(['RETR /file']);
    // Of another content, but with the same checksum, as the server says it.
    await server.put('file', 'sane');
    expect(await pair.planned()).toEqual({
      edit: 'conflict: first-meeting',
      file: 'conflict: first-meeting',
    });
  });
});
