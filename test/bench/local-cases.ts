import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolders, timed, type Measured } from './tools.js';

/** Something that is measured between two folders of this computer, or on one of them. */
export interface LocalCase {
  readonly name: string;
  readonly title: string;
  readonly reach: string;
  /** Of each tool, Evenkeel first; `base` is an empty folder. */
  measure(base: string): Promise<Readonly<Record<string, Measured>>>;
}

const FILES = 100_000;
const FILES_EACH = 100;
const FILE_BYTES = 4096;
const OLD = new Date('2026-01-02T03:04:05Z');

function pathOf(root: string, n: number): string {
  return join(root, `folder ${Math.floor(n / FILES_EACH)}`, `file ${n}.bin`);
}

async function fill(root: string): Promise<void> {
  for (let first = 0; first < FILES; first += FILES_EACH) {
    await mkdir(join(root, `folder ${first / FILES_EACH}`), { recursive: true });
    const each = Array.from({ length: FILES_EACH }, (_, n) =>
      writeFile(pathOf(root, first + n), randomBytes(FILE_BYTES)),
    );
    await Promise.all(each);
  }
  await timed('find', [root, '-type', 'f', '-exec', 'touch', '-d', OLD.toISOString(), '{}', '+'], {});
}

/** Every hundredth file. */
async function change(root: string): Promise<void> {
  for (let n = 0; n < FILES; n += 100) await writeFile(pathOf(root, n), randomBytes(FILE_BYTES + 1));
}

const rsync = async (from: string, to: string, options: readonly string[] = []): Promise<Measured> => ({
  seconds: (await timed('rsync', ['-a', '--delete', ...options, `${from}/`, `${to}/`], {})).seconds,
  note: '',
});

/** Folders of one tool, with what it remembers. */
async function placesOf(base: string, tool: string): Promise<{ to: string; memory: string }> {
  const [to, memory] = [join(base, `${tool} to`), join(base, `${tool} memory`)];
  await mkdir(to);
  return { to, memory };
}

async function first(base: string): Promise<Readonly<Record<string, Measured>>> {
  const from = join(base, 'from');
  await fill(from);
  const own = await placesOf(base, 'Evenkeel');
  const [plain, synced] = [join(base, 'plain'), join(base, 'synced')];
  return {
    Evenkeel: await syncFolders(from, own.to, own.memory),
    rsync: await rsync(from, plain),
    'rsync --fsync': await rsync(from, synced, ['--fsync']),
  };
}

/** Both tools have synced the folders before; then something happens to them. */
function again(happens: (root: string) => Promise<void>): LocalCase['measure'] {
  return async (base) => {
    const from = join(base, 'from');
    await fill(from);
    const own = await placesOf(base, 'Evenkeel');
    const plain = join(base, 'plain');
    await rsync(from, plain);
    await rsync(from, own.to);
    // The first meeting, and the one that finds nothing of it new.
    for (let n = 0; n < 2; n += 1) await syncFolders(from, own.to, own.memory);
    await happens(from);
    return {
      Evenkeel: await syncFolders(from, own.to, own.memory),
      rsync: await rsync(from, plain),
    };
  };
}

/** One folder is looked at as a comparison does it; what `find` does beside that is to write it down. */
async function look(base: string): Promise<Readonly<Record<string, Measured>>> {
  const from = join(base, 'from');
  await fill(from);
  const find = async (): Promise<number> =>
    (await timed('find', [from, '-printf', '%p %s %T@ %m %i\\n'], {})).seconds;
  // The first one warms what the system remembers.
  await find();
  const walk = join(import.meta.dirname, 'walk.js');
  const { output } = await timed(process.execPath, [walk, from], { ELECTRON_RUN_AS_NODE: '1' });
  const [seconds, cold] = output.trim().split(' ').map(Number);
  const note = `the first time ${cold} s`;
  return {
    Evenkeel: { seconds: seconds ?? NaN, ownSeconds: seconds ?? NaN, note },
    find: { seconds: await find(), note: '' },
  };
}

const MANY = '100,000 files of 4 KiB';

export const LOCAL_CASES: readonly LocalCase[] = [
  {
    name: 'local-look',
    title: `Look at ${MANY}, without the program’s start`,
    reach: '≤ 1.3 × find',
    measure: look,
  },
  { name: 'local-first', title: `First run, ${MANY}`, reach: 'no aim', measure: first },
  {
    name: 'local-nothing',
    title: `Nothing changed, ${MANY}`,
    reach: '≤ 1 × rsync',
    measure: again(() => Promise.resolve()),
  },
  { name: 'local-changed', title: `1 % changed, ${MANY}`, reach: '≤ 1 × rsync', measure: again(change) },
];
