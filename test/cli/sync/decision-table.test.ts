import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tree } from '../../engine/support/pair.js';
import { CommandLine } from '../support/command-line.js';

// pyftpsync's table, cell by cell, through the command line. A side is written as what it has: `-` nothing, `o` what was
// there at the last run, `l` and `r` what somebody wrote here or there since. A record is about both sides, so what is new or missing on
// one side is never unmodified, modified or deleted on the other: those cells cannot come up (`rules.test.ts` holds what is safe in them).
type Side = '-' | 'o' | 'l' | 'r';
type Both = `${Side} ${Side}`;

const COMMANDS = [
  'sync',
  'upload',
  'upload --delete',
  'upload --force',
  'upload --force --delete',
  'download',
  'download --delete',
  'download --force',
  'download --force --delete',
] as const;
type Row = readonly [cell: string, before: Both, ...after: Both[]];

// prettier-ignore
const RECORDED: readonly Row[] = [
  // local × remote            before  sync   upload --del  --force both   downl. --del  --force both
  ['missing × new',            '- r', 'r r', '- r', '- -', '- r', '- -', 'r r', 'r r', 'r r', 'r r'],
  ['new × missing',            'l -', 'l l', 'l l', 'l l', 'l l', 'l l', 'l -', '- -', 'l -', '- -'],
  ['new × new',                'l r', 'l r', 'l r', 'l r', 'l l', 'l l', 'l r', 'l r', 'r r', 'r r'],
  ['new × new, the same',      'o o', 'o o', 'o o', 'o o', 'o o', 'o o', 'o o', 'o o', 'o o', 'o o'],
  ['unmodified × unmodified',  'o o', 'o o', 'o o', 'o o', 'o o', 'o o', 'o o', 'o o', 'o o', 'o o'],
  ['unmodified × modified',    'o r', 'r r', 'o r', 'o r', 'o o', 'o o', 'r r', 'r r', 'r r', 'r r'],
  ['unmodified × deleted',       'o -', '- -', 'o -', 'o -', 'o o', 'o o', 'o -', '- -', 'o -', '- -'],
  ['modified × unmodified',    'l o', 'l l', 'l l', 'l l', 'l l', 'l l', 'l o', 'l o', 'o o', 'o o'],
  ['modified × modified',      'l r', 'l r', 'l r', 'l r', 'l l', 'l l', 'l r', 'l r', 'r r', 'r r'],
  ['modified × deleted',         'l -', 'l -', 'l -', 'l -', 'l l', 'l l', 'l -', 'l -', 'l -', '- -'],
  ['deleted × unmodified',       '- o', '- -', '- o', '- -', '- o', '- -', '- o', '- o', 'o o', 'o o'],
  ['deleted × modified',         '- r', '- r', '- r', '- r', '- r', '- -', '- r', '- r', 'r r', 'r r'],
  ['deleted × deleted',        '- -', '- -', '- -', '- -', '- -', '- -', '- -', '- -', '- -', '- -'],
];

const RESOLVING_COMMANDS = [
  'sync --resolve local',
  'sync --resolve remote',
  'sync --resolve new',
  'sync --resolve old',
  'sync --resolve skip',
  'upload --resolve local',
  'upload --delete --resolve local',
  'download --resolve remote',
  'download --delete --resolve remote',
] as const;

// Each conflict of the table, where the local file is the newer one. The times settle no edit against a
// deletion, and what is in one direction deletes nothing unless it is told to.
// prettier-ignore
const CONFLICTS: readonly Row[] = [
  // local × remote      before  local  remote newer  older  skip   upload --del  downl. --del
  ['new × new',           'l r', 'l l', 'r r', 'l l', 'r r', 'l r', 'l l', 'l l', 'r r', 'r r'],
  ['modified × modified', 'l r', 'l l', 'r r', 'l l', 'r r', 'l r', 'l l', 'l l', 'r r', 'r r'],
  ['modified × deleted',  'l -', 'l l', '- -', 'l -', 'l -', 'l -', 'l l', 'l l', 'l -', '- -'],
  ['deleted × modified',  '- r', '- -', 'r r', '- r', '- r', '- r', '- r', '- -', 'r r', 'r r'],
];

const FIRST_COMMANDS = [
  'sync',
  'sync --first-sync newer',
  'sync --first-sync local',
  'sync --first-sync remote',
  'upload --first-sync newer',
  'download --first-sync newer',
  'upload --force',
  'download --force',
] as const;

// prettier-ignore
const FIRST_MEETING: readonly Row[] = [
  // local × remote             before  sync   newer  local  remote  upload download and forced
  ['existing × missing',        'l -', 'l l', 'l l', 'l l', 'l l', 'l l', 'l -', 'l l', 'l -'],
  ['missing × existing',        '- r', 'r r', 'r r', 'r r', 'r r', '- r', 'r r', '- r', 'r r'],
  ['existing × existing',       'o o', 'o o', 'o o', 'o o', 'o o', 'o o', 'o o', 'o o', 'o o'],
  ['existing, newer here',      'l r', 'l r', 'l l', 'l l', 'r r', 'l l', 'l r', 'l l', 'r r'],
  ['existing, newer there',     'l r', 'l r', 'r r', 'l l', 'r r', 'l r', 'r r', 'l l', 'r r'],
  ['existing, of the same time','l r', 'l r', 'l r', 'l l', 'r r', 'l r', 'l r', 'l l', 'r r'],
];

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build('here');
});
afterAll(() => line.remove());

/** Two folders with the records that the cells need, as somebody then left them. */
async function recorded(rows: readonly Row[], local: string, remote: string): Promise<void> {
  const known = Object.fromEntries(
    rows.filter(([cell]) => !/missing|new/.test(cell)).map(([cell]) => [cell, 'o']),
  );
  await line.put(local, { ...known, 'keeps the folder': 'full' }, 60);
  await line.put(remote, {});
  expect(await line.run(['sync', local, remote])).toMatchObject({ code: 0 });
  for (const [cell, before] of rows) {
    await arrange(local, cell, before.slice(0, 1), 5);
    await arrange(remote, cell, before.slice(2), 9);
  }
}

describe.each([
  ...COMMANDS.map((command, index) => [command, RECORDED, index] as const),
  ...RESOLVING_COMMANDS.map((command, index) => [command, CONFLICTS, index] as const),
])('evenkeel %s', (command, rows, index) => {
  it('makes of each cell of the table what the table says', async () => {
    const name = command.replaceAll(' ', '-');
    const [local, remote] = [`local-${name}`, `remote-${name}`];
    await recorded(rows, local, remote);
    const ended = await line.run([...command.split(' '), '--yes', local, remote]);
    expect(ended).toMatchObject({ code: 0, err: '' });
    const [here, there] = [await line.tree(local), await line.tree(remote)];
    const found = rows.map(([cell]) => `${cell}: ${said(here, cell)} ${said(there, cell)}`);
    expect(found).toEqual(rows.map(([cell, , ...after]) => `${cell}: ${after[index] ?? ''}`));
  });
});

describe.each(FIRST_COMMANDS.map((command, index) => [command, index] as const))(
  'evenkeel %s, where the two folders were never synced,',
  (command, index) => {
    it('makes of each cell of the table what the table says', async () => {
      const [local, remote] = [`first-local-${index}`, `first-remote-${index}`];
      await line.put(local, {});
      await line.put(remote, {});
      for (const [cell, before] of FIRST_MEETING) {
        await arrange(local, cell, before.slice(0, 1), cell.endsWith(' there') ? 9 : 5);
        await arrange(remote, cell, before.slice(2), cell.endsWith(' here') ? 9 : 5);
      }
      const ended = await line.run([...command.split(' '), '--yes', local, remote]);
      expect(ended).toMatchObject({ code: 0, err: '' });
      const [here, there] = [await line.tree(local), await line.tree(remote)];
      const found = FIRST_MEETING.map(([cell]) => `${cell}: ${said(here, cell)} ${said(there, cell)}`);
      expect(found).toEqual(FIRST_MEETING.map(([cell, , ...after]) => `${cell}: ${after[index] ?? ''}`));
    });
  },
);

async function arrange(folder: string, name: string, side: string, minutes = 0): Promise<void> {
  if (side === '-') await rm(line.path(folder, name), { force: true });
  else if (side === 'o') await keep(folder, name);
  else await line.put(folder, { [name]: side === 'l' ? 'local' : 'the remote one' }, minutes);
}

/** Leaves a file that is there as it is, time included: another time is an edit. */
async function keep(folder: string, name: string): Promise<void> {
  const isThere = Object.hasOwn(await line.tree(folder).catch(() => ({})), name);
  if (!isThere) await line.put(folder, { [name]: 'o' }, 60);
}

function said(tree: Tree, name: string): Side {
  const content = tree[name];
  if (content === undefined) return '-';
  return content === 'o' ? 'o' : content === 'local' ? 'l' : 'r';
}
