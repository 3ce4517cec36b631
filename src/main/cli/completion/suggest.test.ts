import { describe, expect, it } from 'vitest';
import type { Command } from '../command.js';
import { COMMANDS } from '../commands/table.js';
import { suggest } from './suggest.js';

const SHIP: Command = {
  name: 'ship',
  summary: 'ship it',
  description: 'Ships it.',
  operands: [
    { name: 'LOCAL', help: 'from' },
    { name: 'REMOTE', help: 'to' },
    { name: 'SPEED', help: 'how', choices: ['slow', 'fast'], optional: true },
  ],
  options: [
    {
      title: 'All',
      options: [
        { flags: '-c, --cargo <KIND>', help: 'what is on board', choices: ['salt', 'sand'] },
        { flags: '--log <FILE>', help: 'the log' },
        { flags: '--state-dir <DIR>', help: 'the state' },
        { flags: '--name <NAME>', help: 'its name' },
        { flags: '--rate <N>', help: 'its speed' },
        { flags: '-v, --verbose', help: 'say more', counts: true },
        { flags: '-n, --dry-run', help: 'only say' },
      ],
    },
  ],
  examples: [],
  run: () => Promise.resolve(0),
};
const SAIL: Command = { ...SHIP, name: 'sail', operands: [{ name: 'TASK', help: 'which', optional: true }] };

/** The words that are suggested, and behind them what else could stand there. */
function suggested(typed: string): string {
  const { candidates, also } = suggest([SHIP, SAIL], typed.split(' '));
  return [...candidates.map(({ value }) => value), ...(also === undefined ? [] : [`<${also}>`])].join(' ');
}

describe('what a shell is told could be typed', () => {
  it.each([
    ['', 'ship sail help'],
    ['s', 'ship sail'],
    ['sh', 'ship'],
    ['-', '--help --version'],
    ['help s', 'ship sail'],
    ['help ship ', ''],
    ['nonsense ', ''],
    ['ship ', '<folders>'],
    ['ship a ', 'ftp:// ftps:// sftp:// <folders>'],
    ['ship a sf', 'sftp:// <folders>'],
    ['ship a sftp://host/', ''],
    ['ship a b ', 'slow fast'],
    ['ship a b f', 'fast'],
    ['ship a b c ', ''],
    ['sail ', '<task>'],
    ['ship --', '--cargo --log --state-dir --name --rate --verbose --dry-run --help'],
    ['ship --d', '--dry-run'],
    ['ship -n -', '--cargo --log --state-dir --name --rate --verbose --help'],
    ['ship -v --v', '--verbose'],
    ['ship --cargo ', 'salt sand'],
    ['ship -c sal', 'salt'],
    ['ship --cargo=sa', '--cargo=salt --cargo=sand'],
    ['ship --nothing=sa', ''],
    ['ship --log ', '<files>'],
    ['ship --log=l', '<files>'],
    ['ship --state-dir ', '<folders>'],
    ['ship --name ', '<profile>'],
    ['ship --rate ', ''],
    ['ship --log l ', '<folders>'],
    ['ship --log=l a s', 'sftp:// <folders>'],
    ['ship --unknown a ', 'ftp:// ftps:// sftp:// <folders>'],
    ['ship -- -', '<folders>'],
    ['ship -- --log ', 'ftp:// ftps:// sftp:// <folders>'],
  ])('“%s” could go on with “%s”', (typed, words) => {
    expect(suggested(typed)).toBe(words);
  });

  it('has a meaning for every command and every option', () => {
    for (const { name } of COMMANDS) {
      for (const words of [[''], [name, '-']]) {
        const { candidates } = suggest(COMMANDS, words);
        expect(candidates.length).toBeGreaterThan(0);
        for (const { value, meaning } of candidates) expect(meaning, value).toMatch(/^\S[^\n\t]+$/);
      }
    }
  });
});
