import fc from 'fast-check';
import { mkdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Side } from '../../../src/shared/entry/entry.js';
import type { Target } from '../../../src/main/targets/target.js';
import { OLD_FEATURES, type Script } from '../../servers/scripted/scripted-ftp.js';
import { statReply } from '../../servers/scripted/scripted-session.js';
import { whyUnavailable } from '../../servers/start-server.js';
import { Pair, type Tree } from '../support/pair.js';
import { scriptedPair } from '../support/scripted-pair.js';
import { servedBy } from '../support/served.js';
import { withMethods } from '../support/sides/with-methods.js';

// The same histories each time, so that a change is judged by what it changes; `EVENKEEL_SEED` chooses others.
fc.configureGlobal({ seed: Number(process.env['EVENKEEL_SEED'] ?? 20261130) });

/** Histories of all servers together. */
const RUNS = Number(process.env['EVENKEEL_HISTORIES'] ?? 39);

const TREE: Tree = {
  a: 'one',
  '.hidden': '1',
  'sub/b': 'two',
  'sub/.hidden': '2',
  'sub/deep/c d': 'three',
  'other/e': 'four',
  'other/Größe': 'five',
  empty: null,
};

/** How many folders were confirmed in the last comparison. */
function confirmedIn({ events }: Pair): number {
  return events.reduce(
    (last, event) => (event.kind === 'scan-progress' ? (event.progress.confirmed ?? 0) : last),
    0,
  );
}

/** What a comparison says that lists every folder. */
async function plannedByListing(of: Pair): Promise<Readonly<Record<string, string>>> {
  const { wrap } = of;
  of.wrap = (target) => listingOnly(target);
  try {
    return await of.planned();
  } finally {
    of.wrap = wrap;
  }
}

function listingOnly(target: Target): Target {
  const list: Target['list'] = (folder, signal, { namesOnRecord, onSeen } = {}) =>
    target.list(folder, signal, { namesOnRecord, onSeen });
  return withMethods(target, { list });
}

/** Changes a file as others do, at a time of its own. */
async function write(of: Pair, side: Side, path: string, content: string, ms: number): Promise<void> {
  const full = join(of.root(side), path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, content);
  await utimes(full, ms / 1000, ms / 1000);
  if (side === 'remote') await of.ownRemote();
}

const NOW = Date.now();

describe.concurrent.each(['pure-ftpd', 'proftpd', 'vsftpd'] as const)(
  'folders on %s that hold what is on record',
  async (name) => {
    const missing = await whyUnavailable(name);

    it.skipIf(missing !== undefined)(
      'are confirmed, all but the one that it is tried on',
      async ({ onTestFinished }) => {
        const pair = await Pair.inSync(TREE, await servedBy(name));
        onTestFinished(() => pair.remove());
        expect(await pair.planned()).toEqual({});
        expect(confirmedIn(pair)).toBe(4);
      },
    );

    const changes: readonly (readonly [what: string, change: (of: Pair) => Promise<void>, planned: Tree])[] =
      [
        [
          'a file that was edited',
          (of) => write(of, 'remote', 'sub/b', 'TWO', NOW),
          { 'sub/b': 'copy to local' },
        ],
        [
          'a new hidden file',
          (of) => write(of, 'remote', 'sub/.new', 'x', NOW),
          { 'sub/.new': 'copy to local' },
        ],
        ['a file that was deleted', (of) => of.delete('remote', 'other/e'), { 'other/e': 'delete on local' }],
        [
          'a new file in an empty folder',
          (of) => write(of, 'remote', 'empty/x', 'x', NOW),
          { 'empty/x': 'copy to local' },
        ],
      ];
    it.skipIf(missing !== undefined).for(changes)(
      'S8: are listed where there is %s',
      async ([, change, planned], { onTestFinished }) => {
        const pair = await Pair.inSync(TREE, await servedBy(name));
        onTestFinished(() => pair.remove());
        await change(pair);
        expect(await pair.planned()).toEqual(planned);
        expect(confirmedIn(pair)).toBe(3);
      },
    );

    it.skipIf(missing !== undefined)(
      'S10: show an edit of the same size within the same minute, which a listing alone may not',
      async ({ onTestFinished }) => {
        const pair = await Pair.create({}, {}, await servedBy(name));
        onTestFinished(() => pair.remove());
        const begin = Math.floor(NOW / 60_000) * 60_000 - 86_400_000;
        await write(pair, 'local', 'sub/b', 'one', begin + 10_000);
        await pair.sync();
        await write(pair, 'remote', 'sub/b', 'two', begin + 15_000);
        expect(await pair.planned()).toEqual({ 'sub/b': 'copy to local' });
      },
    );

    it.skipIf(missing !== undefined)(
      'are asked about on, after a change that only facts of single files show',
      async ({ onTestFinished }) => {
        const pair = await Pair.inSync(TREE, await servedBy(name));
        onTestFinished(() => pair.remove());
        const file = join(pair.root('remote'), 'sub/b');
        const { mtimeMs } = await stat(file);
        await rm(file);
        await write(pair, 'remote', 'sub/b', 'two', mtimeMs);
        await pair.planned();
        expect(confirmedIn(pair)).toBeGreaterThanOrEqual(3);
      },
    );

    it.skipIf(missing !== undefined)(
      'S9: are listed where a link took a folder’s place',
      async ({ onTestFinished }) => {
        const pair = await Pair.inSync(TREE, await servedBy(name));
        onTestFinished(() => pair.remove());
        await rm(join(pair.root('remote'), 'sub/deep'), { recursive: true });
        await symlink('../other', join(pair.root('remote'), 'sub/deep'));
        expect(await pair.planned()).toEqual(await plannedByListing(pair));
      },
    );
  },
);

const LIES: Readonly<Record<string, Script>> = {
  'lists by STAT': { stat: 'lists' },
  'sets its lines back': { stat: (lines) => statReply(lines.map((line) => ` ${line}`)) },
  'answers with its own status': { stat: () => '211-Status\r\n Logged in\r\n211 End' },
  'finds it superfluous': { stat: () => '202 Superfluous.' },
  'does not know it': {},
  'refuses it for a while': { stat: () => '450 Busy.' },
  'lists another folder': {
    stat: () => statReply(['drwxr-xr-x 1 o g 1 Nov 1 00:00 .', '-rw-r--r-- 1 o g 1 Nov 1 00:00 x']),
  },
  'leaves out the last name': { stat: (lines) => statReply(lines.slice(0, -1)) },
  'leaves out the folder itself': {
    stat: (lines) => statReply(lines.filter((line) => !/ \.{1,2}$/.test(line))),
  },
  'breaks its lines': {
    stat: (lines) => statReply(lines.map((line) => line.replace(' owner', '\r\n owner'))),
  },
  'shows other sizes': {
    stat: (lines) => statReply(lines.map((line) => line.replace(/\d+(?= [A-Z])/, '7'))),
  },
  'refuses facts now and then': {
    stat: 'lists',
    instead: (verb, path) => (verb === 'MLST' && !path.startsWith('/') ? busyNowAndThen() : undefined),
  },
  'knows LIST only': { stat: 'lists', features: OLD_FEATURES },
};

let asked = 0;
function busyNowAndThen(): { readonly reply: string } | undefined {
  asked += 1;
  return asked % 5 === 0 ? { reply: '450 Busy.' } : undefined;
}

/** Where “.” is shown and other hidden names are not, only a hidden name on record gives that away. */
const HIDING: Script = { stat: (lines) => statReply(lines.filter((line) => !/ \.\w/.test(line))) };

const PATHS = [
  'a',
  '.hidden',
  'sub/b',
  'sub/.new',
  'sub/deep/c d',
  'sub/deep/f',
  'other/e',
  'empty/x',
  'new/y',
] as const;

type Edit =
  | {
      readonly kind: 'write';
      readonly side: Side;
      readonly path: string;
      readonly seconds: number;
      readonly text: string;
    }
  | { readonly kind: 'delete'; readonly side: Side; readonly path: string };

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('write' as const),
      side: fc.constantFrom('local' as const, 'remote' as const),
      path: fc.constantFrom(...PATHS),
      // Within a minute as well: no list in the form of ls tells such a change.
      seconds: fc.constantFrom(1, 20, 3600),
      text: fc.constantFrom('one', 'two', 'longer'),
    }),
    fc.record({
      kind: fc.constant('delete' as const),
      side: fc.constantFrom('local' as const, 'remote' as const),
      path: fc.constantFrom(...PATHS, 'sub', 'sub/deep', 'other'),
    }),
  ),
  { maxLength: 4 },
);

describe('a comparison that confirms', () => {
  it.concurrent.each(Object.entries(LIES))(
    'S8, S10: says the same as one that lists, on a server that %s',
    async (_what, script) => {
      await fc.assert(
        fc.asyncProperty(fc.array(edits, { minLength: 1, maxLength: 3 }), async (history) => {
          const { created, server } = await scriptedPair(TREE, script);
          try {
            await created.sync('skip');
            let ms = NOW - 86_400_000;
            for (const round of history) {
              for (const edit of round) {
                ms += edit.kind === 'write' ? edit.seconds * 1000 : 0;
                await carryOut(created, edit, ms);
              }
              const planned = await created.planned();
              // Beside a coarse list, MDTM tells what only an exact one shows.
              if (script.features !== undefined) server.change({});
              expect(planned).toEqual(await plannedByListing(created));
              server.change(script);
              await created.sync('skip');
            }
          } finally {
            await created.remove();
          }
        }),
        { numRuns: Math.ceil(RUNS / Object.keys(LIES).length) },
      );
    },
    // Somebody who asks for many of them has the time, and may leave the machine to others meanwhile.
    process.env['EVENKEEL_HISTORIES'] === undefined ? 120_000 : 3_600_000,
  );

  it.each([
    ['leaves out the last name', LIES['leaves out the last name'] ?? {}],
    ['leaves out hidden names', HIDING],
  ])(
    'stops doing so on a server whose STAT says something else than its listing: it %s',
    async (_what, script) => {
      const { created: pair, server } = await scriptedPair(TREE, script);
      onTestFinished(() => pair.remove());
      await pair.sync();
      expect(await pair.planned()).toEqual({});
      expect(confirmedIn(pair)).toBe(0);
      // Once may be chance: somebody changes a folder between the two.
      expect(server.count('STAT')).toBeLessThan(5);
    },
  );

  it('lists a folder in which a file changes between the two questions', async () => {
    const { created: pair, server } = await scriptedPair(TREE, { stat: 'lists' });
    onTestFinished(() => pair.remove());
    await pair.sync();
    const changed = join(pair.root('remote'), 'other/e');
    server.change({
      stat: async (lines, folder) => {
        if (folder.endsWith('/other')) await writeFile(changed, 'FOUR');
        return statReply(lines);
      },
    });
    expect(await pair.planned()).toEqual({ 'other/e': 'copy to local' });
  });
});

async function carryOut(of: Pair, edit: Edit, ms: number): Promise<void> {
  const full = join(of.root(edit.side), edit.path);
  if (edit.kind === 'delete') {
    await rm(full, { recursive: true, force: true });
    return;
  }
  // Where a folder is in the way, or a file is where a folder has to be, nothing happens.
  await write(of, edit.side, edit.path, edit.text, ms).catch(() => undefined);
}
