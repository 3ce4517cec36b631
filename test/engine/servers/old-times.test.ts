import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { whyUnavailable } from '../../servers/start-server.js';
import { Pair } from '../support/pair.js';
import { servedBy } from '../support/served.js';

const SERVERS = ['pure-ftpd', 'proftpd', 'vsftpd', 'pyftpdlib', 'openssh'] as const;
const missing = new Map(
  await Promise.all(SERVERS.map(async (name) => [name, await whyUnavailable(name)] as const)),
);

/** Apollo 11 lands: half a year before the time from which computers count. */
const OLD_S = Date.UTC(1969, 6, 20, 20, 17, 40) / 1000;

let pair: Pair;
afterEach(() => pair.remove());

describe.each(SERVERS)('a file from before 1970 and %s', (name) => {
  it.skipIf(missing.get(name) !== undefined)(
    `S10: goes up once, keeps its time here, and comes back down unharmed${missing.get(name) ?? ''}`,
    async () => {
      pair = await Pair.create({ old: 'old' }, {}, await servedBy(name));
      const here = join(pair.root('local'), 'old');
      await utimes(here, String(OLD_S), String(OLD_S));
      expect((await pair.sync()).counts).toMatchObject({ done: 1, failed: 0 });
      expect((await stat(here)).mtimeMs).toBe(OLD_S * 1000);
      expect(await pair.planned()).toEqual({});
      await pair.put('local', { another: 'x' });
      expect(await pair.planned()).toEqual({ another: 'copy to remote' });
      await pair.put('remote', { old: 'edited' });
      expect((await pair.planned())['old']).toBe('copy to local');
    },
  );
});
