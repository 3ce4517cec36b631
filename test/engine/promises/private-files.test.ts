import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { otherSide, type Side } from '../../../src/shared/entry/entry.js';
import type { Target } from '../../../src/main/targets/target.js';
import { whyUnavailable } from '../../servers/start-server.js';
import { Pair } from '../support/pair.js';
import { servedBy } from '../support/served.js';

const SIDES: readonly Side[] = ['local', 'remote'];
const PLACES = [undefined, 'pure-ftpd', 'proftpd', 'vsftpd', 'openssh'] as const;

async function modeOf(pair: Pair, side: Side, path: string): Promise<string> {
  return ((await stat(join(pair.root(side), path))).mode & 0o777).toString(8);
}

/** Looks at how public the temporary file is when all of it has arrived, and has not its name yet. */
function watchParts(pair: Pair, side: Side, seen: string[]): void {
  pair.wrap = (target, of) => {
    if (of !== side) return target;
    const write = target.write.bind(target);
    return Object.assign(target, {
      write: (...[path, source, options]: Parameters<Target['write']>) =>
        write(path, source, {
          ...options,
          beforeReplace: async () => {
            if (path === 'secret') seen.push(await modeOf(pair, side, options.temporaryPath));
            return options.beforeReplace();
          },
        }),
    });
  };
}

for (const place of PLACES) {
  const name = place ?? 'a folder';
  const why = place === undefined ? undefined : await whyUnavailable(place);
  if (why !== undefined || process.platform === 'win32') {
    test.skip(`S12: private files to and from ${name}: ${why ?? 'Windows has no modes'}`, () => undefined);
    continue;
  }
  describe.concurrent.each(SIDES)(
    `S12: between a folder and ${name}, a private file of the %s side`,
    (side) => {
      it.concurrent.for([0o600, 0o640, 0o604])(
        'of mode %i (decimal) is not more public when it is copied',
        async (mode, { onTestFinished }) => {
          const pair = await Pair.create({ usual: 'usual' }, {}, place && (await servedBy(place)));
          onTestFinished(() => pair.remove());
          await pair.sync();
          await pair.put(side, { secret: 'secret', plain: 'plain' });
          await chmod(join(pair.root(side), 'secret'), mode);
          await chmod(join(pair.root(side), 'plain'), 0o644);
          const parts: string[] = [];
          watchParts(pair, otherSide(side), parts);
          const report = await pair.sync();
          expect(report.counts).toMatchObject({ done: 2, failed: 0, skipped: 0 });
          const there = Number.parseInt(await modeOf(pair, otherSide(side), 'secret'), 8);
          expect((there & ~mode).toString(8)).toBe('0');
          expect(parts.map((part) => (Number.parseInt(part, 8) & ~mode).toString(8))).toEqual(['0']);
          // What everybody may read stays so; which more a server grants to new files is its own affair.
          expect(Number.parseInt(await modeOf(pair, otherSide(side), 'plain'), 8) & 0o044).toBe(0o044);
          expect(await pair.planned()).toEqual({});
        },
      );

      it.concurrent(
        'keeps the mode that it has on the other side when it is replaced',
        async ({ onTestFinished }) => {
          const pair = await Pair.inSync({ secret: 'before' }, place && (await servedBy(place)));
          onTestFinished(() => pair.remove());
          await chmod(join(pair.root(otherSide(side)), 'secret'), 0o600);
          await pair.put(side, { secret: 'edited since' });
          await chmod(join(pair.root(side), 'secret'), 0o644);
          await pair.sync();
          expect(await readFile(join(pair.root(otherSide(side)), 'secret'), 'utf8')).toBe('edited since');
          expect(await modeOf(pair, otherSide(side), 'secret')).toBe('600');
        },
      );

      it.concurrent(
        'keeps it in a folder that a server confirms instead of listing it',
        async ({ onTestFinished }) => {
          const tree = { 'a/plain': 'plain', 'b/plain': 'plain', 'c/secret': 'before' };
          const pair = await Pair.inSync(tree, place && (await servedBy(place)));
          onTestFinished(() => pair.remove());
          await chmod(join(pair.root(otherSide(side)), 'c', 'secret'), 0o600);
          await pair.put(side, { 'c/secret': 'edited since' });
          // As in the application, the run knows what the comparison has seen.
          const targets = await pair.targets();
          const plan = await pair.compare(new AbortController().signal, { targets });
          await pair.run(plan, { targets });
          expect(await readFile(join(pair.root(otherSide(side)), 'c', 'secret'), 'utf8')).toBe(
            'edited since',
          );
          expect(await modeOf(pair, otherSide(side), 'c/secret')).toBe('600');
        },
      );
    },
  );
}

describe.each(SIDES)('S5: where a temporary file of a killed run should be on the %s side,', (side) => {
  it.each(['link', 'folder'])('a %s does not keep the next run from its work', async (kind) => {
    const pair = await Pair.inSync({ a: 'a' });
    onTestFinished(() => pair.remove());
    const part = join(pair.root(side), `.evenkeel-${await pair.state.token()}-1-1.part`);
    const outside = join(pair.base, 'outside');
    await writeFile(outside, 'mine');
    if (kind === 'link') await symlink(outside, part);
    else await mkdir(join(part, 'inside'), { recursive: true });
    await pair.put('local', { b: 'b' });
    const report = await pair.sync();
    expect(report.end).toEqual({ kind: 'finished' });
    expect((await pair.tree('remote'))['b']).toBe('b');
    expect(await readFile(outside, 'utf8')).toBe('mine');
  });
});
