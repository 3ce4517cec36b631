import { mkdir, readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CommandLine } from '../support/command-line.js';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build();
});
afterAll(() => line.remove());

it('says of a killed run that it was cut and how far it had come, in the history and when the next one begins', async () => {
  const tree = { a1: '1', a2: '2', z: 'x'.repeat(2 ** 19) };
  await line.put('a', tree, 60);
  await mkdir(line.path('b'));
  const { ended, kill } = line.start(['sync', '--limit-rate', '32Ki', '--connections', '1', 'a', 'b']);
  while ((await readdir(line.path('b'))).filter((name) => name.startsWith('a')).length < 2) await sleep(20);
  await sleep(500);
  kill('SIGKILL');
  await ended;

  const [told] = (await line.run(['history', '--json', 'a', 'b'])).out.trimEnd().split('\n');
  expect(JSON.parse(told ?? '')).toMatchObject({
    run: {
      unended: {
        state: 'cut',
        trigger: 'command-line',
        counts: { done: 2 },
        bytes: 2,
        planned: { items: 3, bytes: 2 ** 19 + 2 },
      },
    },
  });
  expect((await line.run(['history', 'a', 'b'])).out).toMatch(
    /command line {2}interrupted after 2 of 3 items/,
  );

  const next = await line.run(['sync', 'a', 'b']);
  expect(next.out + next.err).toMatch(/The last run, [0-9a-f]{8} of .*, was interrupted after 2 of 3 items/);
  expect(await line.tree('b')).toEqual(tree);
  const after = await line.run(['sync', 'a', 'b']);
  expect(after.out + after.err).not.toContain('interrupted');
});
