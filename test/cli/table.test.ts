import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tree } from '../engine/pair.js';
import { CommandLine } from './command-line.js';

// pyftpsync's table, cell by cell, through the command line. A side is written as what it has: `-` nothing, `o` what was
// there at the last run, `l` and `r` what somebody wrote here or there since.
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
  line = await CommandLine.build();
});
afterAll(() => line.remove());

describe.each(COMMANDS.map((command, index) => [command, index] as const))(
  'evenkeel %s',
  (command, index) => {
    it('makes of each cell of the table what the table says', async () => {
      const [local, remote] = [`local-${index}`, `remote-${index}`];
      const recorded = Object.fromEntries(
        RECORDED.filter(([cell]) => !/missing|new/.test(cell)).map(([cell]) => [cell, 'o']),
      );
      await line.put(local, { ...recorded, 'keeps the folder': 'full' }, 60);
      await line.put(remote, {});
      expect(await line.run(['sync', local, remote])).toMatchObject({ code: 0 });
      for (const [cell, before] of RECORDED) {
        await arrange(local, cell, before.slice(0, 1));
        await arrange(remote, cell, before.slice(2));
      }
      const ended = await line.run([...command.split(' '), '--yes', local, remote]);
      expect(ended).toMatchObject({ code: 0, err: '' });
      const [here, there] = [await line.tree(local), await line.tree(remote)];
      const found = RECORDED.map(([cell]) => `${cell}: ${said(here, cell)} ${said(there, cell)}`);
      expect(found).toEqual(RECORDED.map(([cell, , ...after]) => `${cell}: ${after[index] ?? ''}`));
    });
  },
);

describe.each(FIRST_COMMANDS.map((command, index) => [command, index] as const))(
  'evenkeel %s, where the two folders have never met,',
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
  else if (side === 'o') await line.put(folder, { [name]: 'o' }, 60);
  else await line.put(folder, { [name]: side === 'l' ? 'local' : 'the remote one' }, minutes);
}

function said(tree: Tree, name: string): Side {
  const content = tree[name];
  if (content === undefined) return '-';
  return content === 'o' ? 'o' : content === 'local' ? 'l' : 'r';
}
