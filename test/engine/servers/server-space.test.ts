import { afterEach, expect, it } from 'vitest';
import { FEATURES } from '../../servers/scripted/scripted-ftp.js';
import type { Pair } from '../support/pair.js';
import { scriptedPair } from '../support/scripted-pair.js';

let pair: Pair;
afterEach(() => pair.remove());

it.each([
  ['has room for it', '213 5000', 'finished'],
  ['has too little room for it', '213 4999', 'broken-off'],
  ['will not tell', '550 Not allowed', 'finished'],
  ['says something else', '213 plenty', 'finished'],
])('a run whose server offers AVBL and %s: %s, and it is %s', async (_what, reply, end) => {
  const { created, server } = await scriptedPair(
    { file: 'x'.repeat(5000) },
    {
      features: [...FEATURES, 'AVBL'],
      answer: (command, { say }) => {
        if (command !== 'AVBL /') return false;
        say(reply);
        return true;
      },
    },
  );
  pair = created;
  const report = await pair.sync();
  expect(report.end.kind).toBe(end);
  expect(Object.keys(await pair.tree('remote'))).toEqual(end === 'finished' ? ['file'] : []);
  if (end === 'broken-off') {
    expect(report.end).toMatchObject({ problem: { kind: 'no-space', side: 'remote' } });
    expect(server.commands.filter((command) => /^(STOR|MKD)/.test(command))).toEqual([]);
  }
});
