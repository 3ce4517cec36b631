import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { afterEach, describe, expect, it, test } from 'vitest';
import { otherSide, type Side } from '../../../src/shared/entry/entry.js';
import type { Target } from '../../../src/main/targets/target.js';
import { whyUnavailable } from '../../servers/start-server.js';
import { Pair, type Served, type Tree } from '../support/pair.js';
import { servedBy } from '../support/served.js';

let pair: Pair;
afterEach(() => pair.remove());

/** More than goes over in one chunk. */
const BIG = 'x'.repeat(300_000);
const FILES: Tree = { 'd/a.txt': 'a', 'd/big': BIG, 'd/z.txt': 'z' };

/** What somebody does on the side that is copied from, while `d/big` is on its way. */
const CHANGES: Readonly<Record<string, (from: Side) => Promise<void>>> = {
  'is edited, and keeps its size': (from) => pair.put(from, { 'd/big': 'y'.repeat(BIG.length) }),
  'is edited, and grows': (from) => pair.put(from, { 'd/big': `${BIG}more` }),
  'is edited, and shrinks': (from) => pair.put(from, { 'd/big': 'little' }),
  'is deleted': (from) => pair.delete(from, 'd/big'),
  'is replaced by a folder': async (from) => {
    await pair.delete(from, 'd/big');
    await pair.put(from, { 'd/big/inside': 'in the folder' });
  },
  'gets another one beside it': (from) => pair.put(from, { 'd/b.txt': 'added', 'e/new.txt': 'added' }),
  'goes with its whole folder': (from) => rm(join(pair.root(from), 'd'), { recursive: true }),
  'has its folder replaced by a file': async (from) => {
    await rm(join(pair.root(from), 'd'), { recursive: true });
    await pair.put(from, { d: 'a file now' });
  },
};

const MOMENTS = [
  'before it is read',
  'in the middle',
  'when it has its name',
  'when the run has ended',
] as const;
type Moment = (typeof MOMENTS)[number];

/** Lets a change happen once, at one moment of the copying of `d/big`. */
function changeAt(moment: Moment, from: Side, change: () => Promise<void>): void {
  const changing = (target: Target): Target => {
    const read = target.read.bind(target);
    return Object.assign(target, {
      read: async (...[path, options]: Parameters<Target['read']>) => {
        if (path !== 'd/big') return read(path, options);
        if (moment === 'before it is read') await change();
        const content = await read(path, options);
        if (moment !== 'in the middle') return content;
        let chunks = 0;
        const slowly = new Transform({
          transform: (chunk: Buffer, _encoding, pass) => {
            void (chunks++ === 0 ? change() : Promise.resolve()).then(() => pass(null, chunk));
          },
        });
        content.on('error', (error) => slowly.destroy(error));
        slowly.on('close', () => content.destroy());
        return content.pipe(slowly);
      },
    });
  };
  const naming = (target: Target): Target => {
    const write = target.write.bind(target);
    return Object.assign(target, {
      write: async (...[path, source, options]: Parameters<Target['write']>) => {
        const written = await write(path, source, options);
        if (path === 'd/big' && moment === 'when it has its name') await change();
        return written;
      },
    });
  };
  pair.wrap = (target, side) => (side === from ? changing(target) : naming(target));
}

const ON_SERVERS: ReadonlySet<string> = new Set([
  'is edited, and keeps its size',
  'is deleted',
  'is replaced by a folder',
  'gets another one beside it',
]);

const PLACES = [undefined, 'pure-ftpd'] as const;

for (const name of PLACES) {
  const why = name === undefined ? undefined : await whyUnavailable(name);
  const place = name ?? 'a folder';
  if (why !== undefined) {
    test.skip(`a file that changes while it goes to or comes from ${place}: ${why}`, () => undefined);
    continue;
  }
  for (const from of ['local', 'remote'] as const) {
    describe(`a file that ${from === 'local' ? 'goes to' : 'comes from'} ${place} and meanwhile`, () => {
      for (const [what, change] of Object.entries(CHANGES)) {
        // On a server one moment of some is enough: what is asked of it is the same.
        if (name !== undefined && !ON_SERVERS.has(what)) continue;
        const moments = name === undefined ? MOMENTS : (['in the middle'] as const);
        it.each(moments)(`${what}, is neither lost nor taken to be in sync: %s`, async (moment) => {
          const served: Served | undefined = name === undefined ? undefined : await servedBy(name);
          pair = await Pair.create(from === 'local' ? FILES : {}, from === 'remote' ? FILES : {}, served);
          if (from === 'local') await mkdir(pair.root('remote'), { recursive: true });
          changeAt(moment, from, () => change(from));
          const first = await pair.run(await pair.compare());
          expect(first.end).toEqual({ kind: 'finished' });
          pair.wrap = (target) => target;
          const wanted = await pair.tree(from);

          const plan = await pair.compare();
          // A folder here and a file there is for somebody to decide, and nothing else.
          for (const item of plan.items.values()) {
            if (item.action.kind === 'conflict') expect(item.action.conflict).toBe('folder-against-file');
          }
          expect(plan.totals.conflict.items).toBeLessThanOrEqual(what.includes('replaced by') ? 1 : 0);
          plan.settle(null, from);
          const second = await pair.run(plan);
          expect(second.end).toEqual({ kind: 'finished' });
          expect(second.counts).toMatchObject({ failed: 0, skipped: 0, conflicts: 0 });
          // Nothing came back to where it was changed.
          expect(await pair.tree(from)).toEqual(wanted);
          expect(await pair.tree(otherSide(from))).toEqual(wanted);
          expect(await pair.planned()).toEqual({});
        });
      }
    });
  }
}
