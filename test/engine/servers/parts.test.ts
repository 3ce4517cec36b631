import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { whyUnavailable } from '../../servers/start-server.js';
import { VERSIONS_FOLDER } from '../../../src/main/sync/versions/version-keeper.js';
import { Scope } from '../../../src/main/sync/base/scope.js';
import { readTree, Pair } from '../support/pair.js';
import { servedBy } from '../support/served.js';

let pair: Pair | undefined;
afterEach(() => pair?.remove());

describe.each(['pure-ftpd', 'proftpd', 'vsftpd', 'pyftpdlib', 'ftp-srv', 'openssh'] as const)(
  'a part synced with %s',
  (name) => {
    it('S12: goes through no symbolic link that has taken the place of a folder or file', async ({
      skip,
    }) => {
      const why = await whyUnavailable(name);
      if (why !== undefined) skip(why);
      // It shows links to folders as folders, whoever asks and however.
      if (name === 'ftp-srv') skip('ftp-srv tells no links');
      const served = await servedBy(name, { maxConnections: 100 });
      pair = await Pair.inSync({ 'd/f': '1', 'd/g': '2', fl: 'k', k: 'k' }, served);
      // In a folder that is never content, and that every server lets its users reach.
      const outside = join(served.root, VERSIONS_FOLDER, 'outside');
      await mkdir(outside, { recursive: true });
      for (const entry of ['d', 'fl']) {
        await rename(join(served.root, entry), join(outside, entry));
        await symlink(`${VERSIONS_FOLDER}/outside/${entry}`, join(served.root, entry));
      }
      await served.own();
      await pair.put('local', { 'd/f': 'edited', 'd/n': 'new', fl: 'edited' });
      await pair.delete('local', 'd/g');
      const local = await pair.tree('local');
      for (const paths of [['d/f', 'd/n', 'd/g'], ['d'], ['fl']]) {
        const plan = await pair.compare(undefined, { scope: new Scope(paths) });
        await pair.run(plan);
      }
      expect(await readTree(outside)).toEqual({ d: null, 'd/f': '1', 'd/g': '2', fl: 'k' });
      expect(await pair.tree('local')).toEqual(local);
    });

    it('is copied alone', async ({ skip }) => {
      const why = await whyUnavailable(name);
      if (why !== undefined) skip(why);
      const served = await servedBy(name, { maxConnections: 100 });
      pair = await Pair.inSync({ 'd/f': '1', 'd/g': '2' }, served);
      await pair.put('local', { 'd/f': 'edited', 'd/g': 'edited as well' });
      await writeFile(join(served.root, 'elsewhere'), 'x');
      await pair.ownRemote();
      const report = await pair.run(await pair.compare(undefined, { scope: new Scope(['d/f']) }));
      expect(report.counts).toMatchObject({ done: 1, failed: 0 });
      expect(await pair.tree('remote')).toMatchObject({ 'd/f': 'edited', 'd/g': '2', elsewhere: 'x' });
      expect(await pair.tree('local')).not.toHaveProperty('elsewhere');
    });
  },
);
