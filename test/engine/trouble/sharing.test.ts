import { chmod, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { RunControl } from '../../../src/main/sync/base/flow/run-control.js';
import { LocalTarget } from '../../../src/main/targets/local/local-target.js';
import { FULL_PACE } from '../../../src/shared/run/run.js';
import { mountDisk, whyNoDisk, type Disk } from '../../disks/disk.js';
import { NEVER } from '../../targets/contract/support/tools.js';
import { Pair } from '../support/pair.js';

const BIG = 'what is in it '.repeat(200_000);
const OTHER = 'something else '.repeat(200_000);

/** A pace at which these files would take the better part of an hour if they travelled. */
const CRAWLING = { ...FULL_PACE, bytesPerSecond: 1000 };

const why = await whyNoDisk('btrfs');

if (why !== undefined) test.skip(`files that share what is in them, on btrfs: ${why}`, () => undefined);
else {
  describe('between two folders of a disk that can have files share what is in them', () => {
    let disk: Disk | undefined;
    let pair: Pair;
    beforeAll(async () => {
      disk = await mountDisk('btrfs');
      vi.stubEnv('TMPDIR', disk.root);
    });
    afterAll(async () => {
      vi.unstubAllEnvs();
      await disk?.stop();
    });
    afterEach(() => pair.remove());

    it('a big file is copied without its bytes, whole and with its time', async () => {
      pair = await Pair.create({ big: BIG, small: 'x' });
      await chmod(join(pair.root('local'), 'big'), 0o600);
      const { counts, bytes } = await pair.run(await pair.compare(), { control: new RunControl(CRAWLING) });
      expect(counts).toMatchObject({ done: 2, failed: 0 });
      expect(bytes).toBe(BIG.length + 1);
      expect(await pair.tree('remote')).toEqual({ big: BIG, small: 'x' });
      const [there, here] = await Promise.all([
        stat(join(pair.root('remote'), 'big')),
        stat(join(pair.root('local'), 'big')),
      ]);
      expect(there.mtimeMs).toBe(here.mtimeMs);
      // S12: what only its owner may read here, nobody else may read there.
      expect(there.mode & 0o777).toBe(0o600);
      expect(await pair.planned()).toEqual({});
    });

    it('S4: what it replaces is kept, and undo brings it back', async () => {
      pair = await Pair.inSync({ big: BIG });
      await pair.put('local', { big: OTHER });
      const { runId } = await pair.run(await pair.compare(), { control: new RunControl(CRAWLING) });
      expect(await pair.tree('remote')).toEqual({ big: OTHER });
      await pair.undo(runId);
      expect(await pair.tree('remote')).toEqual({ big: BIG });
    });

    it('S2: a file that changes meanwhile is not copied', async () => {
      pair = await Pair.create({ big: BIG });
      const plan = await pair.compare();
      await pair.put('local', { big: OTHER });
      const { items } = await pair.run(plan, { control: new RunControl(CRAWLING) });
      expect(items).toMatchObject([{ outcome: { kind: 'skipped', problem: { kind: 'changed-meanwhile' } } }]);
      expect(await pair.tree('remote')).toEqual({});
    });

    it('a later edit of one leaves the other as it is', async () => {
      pair = await Pair.inSync({ big: BIG });
      await pair.put('remote', { big: OTHER });
      expect(await readFile(join(pair.root('local'), 'big'), 'utf8')).toBe(BIG);
    });

    it('a file from another disk is not shared, and nothing is left of the try', async () => {
      vi.unstubAllEnvs();
      pair = await Pair.create({ big: BIG });
      vi.stubEnv('TMPDIR', disk?.root);
      const [from, to] = [
        new LocalTarget(pair.root('local'), 'local'),
        new LocalTarget(disk?.root ?? '', 'remote'),
      ];
      const before = await readdir(disk?.root ?? '');
      expect(await to.features.share?.(from, 'big', 'copy', NEVER)).toBe(false);
      expect(await readdir(disk?.root ?? '')).toEqual(before);
    });
  });
}
