import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandLine } from '../support/command-line.js';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build();
  await line.put('a', Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`a file ${n}`, ''])));
});
afterAll(() => line.remove());

/** Starts the program with its output going to `out`. */
function start(words: readonly string[], out: number | 'pipe') {
  const [program = '', ...first] = line.program;
  return spawn(program, [...first, ...words], {
    cwd: line.workplace,
    env: line.environment(),
    stdio: ['ignore', out, 'pipe'],
  });
}

describe.skipIf(process.platform !== 'linux')('output that is full', () => {
  it.each([[['--help']], [['--version']], [['scan', 'a']], [['tree', '--files', 'a']]])(
    'is said where errors go, and ends %j with 1',
    async (words) => {
      const full = await open('/dev/full', 'w');
      const child = start(words, full.fd);
      if (child.stderr === null) throw new Error('there is no stderr');
      const closed = once(child, 'close').then(([exitCode]: unknown[]) => exitCode);
      const [err, code] = await Promise.all([text(child.stderr), closed]);
      await full.close();
      expect({ code, err }).toEqual({
        code: 1,
        err: 'evenkeel: Can’t write the output: the disk is full. The command was stopped.\n',
      });
    },
  );
});

it('ends quietly where nobody reads on, as behind head', async () => {
  const child = start(['scan', '--list', 'a'], 'pipe');
  child.stdout?.destroy();
  if (child.stderr === null) throw new Error('there is no stderr');
  const [err] = await Promise.all([text(child.stderr), once(child, 'close')]);
  expect(err).toBe('');
});
