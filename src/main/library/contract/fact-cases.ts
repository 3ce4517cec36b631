import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Entry } from '../../../shared/entry/entry.js';
import type { HashName, Target } from '../../targets/target.js';
import type { ContractCase } from './setting.js';
import { A_TIME, get, list, NEVER, noise, problemOf, put, temporaryFor } from './tools.js';

/** The cases about what a target knows of a file: its time, its permissions, its hash; of a link, and of its own disk. */
export const FACT_CASES: readonly ContractCase[] = [
  {
    name: 'says of a written file what listing and stat say of it afterwards',
    check: async ({ target, home }) => {
      const written = await put(target, `${home}/file`, 'content');
      const listed = (await list(target, home)).get('file');
      const stat = await target.stat(`${home}/file`, NEVER);
      for (const entry of [listed, stat]) assertSame(entry, written);
    },
  },
  {
    name: 'sets the time of a file as finely as it says, or says that it cannot',
    check: async ({ target, home }) => {
      const { setsTimesToMs } = target.features;
      const written = await put(target, `${home}/file`, 'content', { modifiedMs: A_TIME });
      const off = Math.abs((written.modified?.ms ?? 0) - (setsTimesToMs === undefined ? Date.now() : A_TIME));
      assert.ok(off < (setsTimesToMs ?? 3_600_000), `The time is ${off} ms off.`);
    },
  },
  {
    name: 'gives old and late times to files as well',
    lacks: ({ target }) =>
      target.features.setsTimesToMs === undefined ? 'It does not set times.' : undefined,
    check: async ({ target, home }) => {
      const { setsTimesToMs = 0 } = target.features;
      for (const modifiedMs of [Date.UTC(1980, 0, 1), Date.UTC(2001, 6, 1, 2, 30), Date.UTC(2037, 11, 31)]) {
        const { modified } = await put(target, `${home}/file`, 'content', { modifiedMs });
        const stat = await target.stat(`${home}/file`, NEVER);
        assert.ok(modified !== undefined && stat?.kind === 'file' && stat.modified !== undefined);
        for (const { ms, precisionMs } of [modified, stat.modified]) {
          const off = Math.abs(ms - modifiedMs);
          assert.ok(off < Math.max(setsTimesToMs, precisionMs), `${off} ms off.`);
        }
      }
    },
  },
  {
    name: 'says the same of a file to whoever connects later (S10)',
    check: async ({ target, home, open }) => {
      await put(target, `${home}/file`, 'content');
      const before = [(await list(target, home)).get('file'), await target.stat(`${home}/file`, NEVER)];
      const other = await open();
      await other.connect(NEVER);
      const later = [(await list(other, home)).get('file'), await other.stat(`${home}/file`, NEVER)];
      await other.close();
      for (const [index, entry] of before.entries()) assertSame(later[index], entry);
    },
  },
  {
    name: 'gives the hashes that it says it can give, and never a wrong one',
    lacks: ({ target }) => (target.features.hashes.length === 0 ? 'It gives no hashes.' : undefined),
    check: async ({ target, home }) => {
      const content = noise(100_000);
      await put(target, `${home}/file ü`, content);
      for (const name of target.features.hashes) {
        assert.equal(await target.features.hash?.(`${home}/file ü`, name, NEVER), hashOf(content, name));
        assert.equal(await problemOf(hashed(target, `${home}/nothing`, name)), 'not-found');
      }
    },
  },
  {
    name: 'hashes a file where it lies',
    lacks: async ({ target, home }) => {
      await put(target, `${home}/any`, 'content');
      const hash = await target.features.hashHere?.(`${home}/any`, NEVER);
      return hash === undefined ? 'It cannot hash a file where it lies.' : undefined;
    },
    check: async ({ target, home }) => {
      await put(target, `${home}/file`, noise(100_000));
      assert.equal(await target.features.hashHere?.(`${home}/file`, NEVER), hashOf(noise(100_000), 'sha256'));
    },
  },
  {
    name: 'says how much room there is',
    lacks: async ({ target }) =>
      (await target.freeSpace(NEVER)) === undefined ? 'It does not tell how much room there is.' : undefined,
    check: async ({ target }) => {
      const bytes = await target.freeSpace(NEVER);
      assert.ok(Number.isSafeInteger(bytes) && Number(bytes) > 0, `It says ${bytes}.`);
    },
  },
  {
    name: 'gives a file the permissions that it is told to',
    lacks: async ({ target, home }) =>
      (await put(target, `${home}/file`, 'content')).permissions === undefined
        ? 'It does not tell of permissions.'
        : undefined,
    check: async ({ target, home }) => {
      for (const permissions of [0o640, 0o600, 0o755]) {
        const written = await put(target, `${home}/file`, 'content', { permissions });
        const told = [
          written,
          await target.stat(`${home}/file`, NEVER),
          (await list(target, home)).get('file'),
        ];
        for (const entry of told) {
          assert.ok(entry?.kind === 'file');
          assert.equal(entry.permissions, permissions);
        }
      }
    },
  },
  {
    name: 'makes links and replaces them, where it shows links as such',
    lacks: async ({ target, home }) => {
      if (target.features.makeLink === undefined) return 'It makes no links.';
      // Not every disk knows them.
      return (await isUnsupported(makeLink(target, `${home}/trial`, 'file')))
        ? 'Its disk knows no links.'
        : undefined;
    },
    check: async ({ target, home, names }) => {
      await put(target, `${home}/file`, 'content');
      await makeLink(target, `${home}/link`, 'file');
      const shown = (await list(target, home)).get('link');
      assert.deepEqual(await target.stat(`${home}/link`, NEVER), shown);
      if (shown?.kind === 'link') {
        assert.equal(shown.target, 'file');
        await makeLink(target, `${home}/link`, '../elsewhere ü');
        assert.deepEqual((await list(target, home)).get('link'), { kind: 'link', target: '../elsewhere ü' });
        await target.removeFile(`${home}/link`, NEVER);
        assert.deepEqual(await names(), ['file', 'trial']);
      } else {
        // What is skipped is not replaced either.
        assert.equal(await problemOf(makeLink(target, `${home}/link`, 'other')), 'already-exists');
      }
      assert.equal((await get(target, `${home}/file`)).toString(), 'content');
    },
  },
];

/** The same file, told twice: as finely as both can tell. */
function assertSame(entry: Entry | undefined, other: Entry | undefined): void {
  assert.ok(entry?.kind === 'file' && other?.kind === 'file');
  assert.equal(entry.size, other.size);
  assert.ok(entry.modified !== undefined && other.modified !== undefined, 'No time.');
  const step = Math.max(entry.modified.precisionMs, other.modified.precisionMs);
  assert.ok(Math.abs(entry.modified.ms - other.modified.ms) < step, 'Two times.');
}

async function isUnsupported(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => false,
    async () => {
      assert.equal(await problemOf(work), 'unsupported');
      return true;
    },
  );
}

async function hashed(target: Target, path: string, name: HashName): Promise<string | undefined> {
  return target.features.hash?.(path, name, NEVER);
}

async function makeLink(target: Target, path: string, leadsTo: string): Promise<void> {
  await target.features.makeLink?.(path, leadsTo, {
    temporaryPath: temporaryFor(path),
    beforeReplace: () => Promise.resolve(undefined),
    signal: NEVER,
  });
}

function hashOf(content: Buffer, name: HashName): string {
  if (name === 'crc32') return crc32(content).toString(16).padStart(8, '0');
  return createHash(name).update(content).digest('hex');
}
