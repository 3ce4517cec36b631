import { expect, it } from 'vitest';
import { configLines } from './ssh-config-lines.js';

it.each([
  ['Host web', 'host', ['web']],
  ['  HOST = "my web"  shop\t*.x', 'host', ['my web', 'shop', '*.x']],
  ['host=nas', 'host', ['nas']],
  ['User "a"', 'user', ['a']],
  ['Host web # not this', 'host', ['web']],
  ['Host "#1" web#2', 'host', ['#1', 'web#2']],
  ['SetEnv A=b', 'setenv', ['A=b']],
])('%s has the keyword %s and the values %j', (line, keyword, values) => {
  expect(configLines(line)).toEqual([{ keyword, values }]);
});

it.each(['', '  ', '# Host web', '  #x', 'Host', 'Host =', 'Host # web', '= web'])(
  '%j says nothing',
  (line) => {
    expect(configLines(line)).toEqual([]);
  },
);

it('lines end as in any system', () => {
  expect(configLines('Host a\r\n\r\nUser b\nPort 2').map(({ keyword }) => keyword)).toEqual([
    'host',
    'user',
    'port',
  ]);
});

it('a line of hundreds of thousands of blanks is read', () => {
  expect(configLines(`Host${' '.repeat(300_000)}x\u2028`)).toEqual([{ keyword: 'host', values: ['x'] }]);
});
