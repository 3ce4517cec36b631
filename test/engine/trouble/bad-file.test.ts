import { appendFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Side } from '../../../src/shared/entry/entry.js';
import type { ReadOptions, Target } from '../../../src/main/targets/target.js';
import { noise } from '../../targets/contract/support/tools.js';
import { scriptedSide } from '../../targets/support/scripted.js';
import { Pair } from '../support/pair.js';
import { problemWith } from '../support/reported.js';

let pair: Pair;
afterEach(() => pair.remove());

/** Lets something happen once, as soon as the first bytes of `path` have been read from a side. */
function whileRead(
  on: Side,
  path: string,
  happen: () => Promise<void>,
): (target: Target, side: Side) => Target {
  let begun = false;
  return (target, side) => {
    if (side !== on) return target;
    const read = target.read.bind(target);
    return Object.assign(target, {
      read: async (of: string, options: ReadOptions) => {
        const stream = await read(of, options);
        if (of !== path || begun) return stream;
        begun = true;
        await happen();
        return stream;
      },
    });
  };
}

describe('a file that changes while it is read', () => {
  const big = noise(3_000_000).toString('latin1');
  const changes: Readonly<Record<string, (file: string) => Promise<void>>> = {
    grows: (file) => appendFile(file, 'more'),
    shrinks: (file) => truncate(file, 1_000_000),
    'is gone': (file) => rm(file),
  };
  for (const on of ['local', 'remote'] as const) {
    for (const [what, change] of Object.entries(changes)) {
      it(`S3: and ${what}, on the ${on} side, does not take the place of the old one until it is whole`, async () => {
        const served = await scriptedSide();
        pair = await Pair.inSync({ big: 'old', other: 'x' }, served);
        const to = on === 'local' ? 'remote' : 'local';
        await pair.put(on, { big, other: 'y' });
        pair.wrap = whileRead(on, 'big', () => change(join(pair.root(on), 'big')));
        const report = await pair.sync();
        pair.wrap = (target) => target;
        const now = await pair.tree(to);
        expect(now['other']).toBe('y');
        // A file that is gone can still be read to its end by whoever has opened it.
        expect(['old', big]).toContain(now['big']);
        if (what !== 'is gone') {
          expect(problemWith(report, 'big')?.what).toContain('big');
          expect(problemWith(report, 'big')?.kind).toMatch(/transfer-incomplete|changed-meanwhile/);
          await pair.sync();
          expect(await pair.tree('local')).toEqual(await pair.tree('remote'));
        }
        expect(Object.keys(now).sort()).toEqual(['big', 'other']);
      });
    }
  }
});

// Elsewhere no file has such a name.
describe.runIf(process.platform === 'linux')('a file whose name is in no known encoding', () => {
  it('S9: is left alone, and counts as what is still to be copied', async () => {
    pair = await Pair.inSync({ good: 'x' });
    await writeFile(Buffer.concat([Buffer.from(`${pair.root('local')}/caf`), Buffer.from([0xe9])]), 'y');
    expect(await pair.planned()).toEqual({ 'caf\uFFFD': 'leave: unsafe-name' });
    const { items } = await pair.sync();
    expect(items).toMatchObject([
      { outcome: { kind: 'skipped', problem: { kind: 'name-refused', side: 'local' } } },
    ]);
    expect(await pair.tree('remote')).toEqual({ good: 'x' });
  });
});
