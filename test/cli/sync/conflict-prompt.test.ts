import { mkdir, rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CommandLine } from '../support/command-line.js';
import { Terminal, whyNoTerminal } from '../support/terminal.js';

const why = whyNoTerminal();
const suite = why === undefined ? describe : describe.skip;
const QUESTION = 'h)elp? ';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build();
});
afterAll(() => line.remove());

suite(`conflicts at a terminal${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  beforeEach(async () => {
    for (const folder of ['a', 'b', 'config']) await rm(line.path(folder), { recursive: true, force: true });
    for (const folder of ['a', 'b']) await mkdir(line.path(folder));
    const names = ['1', '2', '3', '4', '5', '6'];
    await line.put('a', Object.fromEntries(names.map((name) => [name, 'head\nlocal\n'])), 5);
    await line.put('b', Object.fromEntries(names.map((name) => [name, 'head\nthe remote one\n'])));
  });

  it('are asked about before a plan is saved, and applied as they were answered', async () => {
    const saving = new Terminal(line, ['plan', '--out', 'asked.plan', 'a', 'b']);
    await saving.sees(QUESTION);
    saving.types('L\r');
    await saving.sees('Plan saved.');
    expect(await saving.code).toBe(0);
    expect(await line.tree('b')).toMatchObject({ '1': 'head\nthe remote one\n' });
    expect(await line.run(['apply', 'asked.plan'])).toMatchObject({ code: 0, err: '' });
    expect(await line.tree('b')).toEqual(await line.tree('a'));
  });

  it('are asked about one by one, in pyftpsync’s letters; a capital answers for all that remain', async () => {
    const terminal = new Terminal(line, ['sync', 'a', 'b']);
    for (const [name, key] of [
      ['1', 'l'],
      ['2', 'r'],
      ['3', 'o'],
      ['4', 's'],
      ['5', 'N'],
    ] as const) {
      await terminal.sees(`: ${name}\n`);
      await terminal.sees(QUESTION);
      terminal.types(`${key}\r`);
    }
    await terminal.sees('5 items synced, 1 skipped');
    expect(await terminal.code).toBe(0);
    const [l, r] = ['head\nlocal\n', 'head\nthe remote one\n'];
    expect(await line.tree('a')).toEqual({ 1: l, 2: r, 3: l, 4: l, 5: r, 6: r });
    expect(await line.tree('b')).toEqual({ 1: l, 2: r, 3: l, 4: r, 5: r, 6: r });
    expect(terminal.shown).not.toContain('Conflict 6');
  });

  it('can be explained, compared and looked at before they are settled', async () => {
    const terminal = new Terminal(line, ['sync', 'a', 'b']);
    for (const [key, words] of [
      ['h', 'the newer file wins'],
      ['b', 'The contents are different.'],
      ['d', '- local, + remote\n    head\n  - local\n  + the remote one\n'],
      ['x', 'Type one of these letters'],
    ] as const) {
      await terminal.sees(QUESTION);
      terminal.types(`${key}\r`);
      await terminal.sees(words);
    }
    await terminal.sees(QUESTION);
    terminal.types('\u0003');
    expect(await terminal.code).toBe(3);
    expect(await line.tree('b')).toHaveProperty('1', 'head\nthe remote one\n');
  });

  it('are settled for the side only that the mode lets win', async () => {
    const terminal = new Terminal(line, ['upload', 'a', 'b']);
    await terminal.sees(QUESTION);
    terminal.types('r\r');
    await terminal.sees('the side that upload never changes');
    await terminal.sees(QUESTION);
    terminal.types('L\r');
    expect(await terminal.code).toBe(0);
    expect(await line.tree('b')).toEqual(await line.tree('a'));
  });

  it('are asked about by nobody in a dry run, with --no-prompt, or with a strategy', async () => {
    for (const more of [['--dry-run'], ['--no-prompt'], ['--json'], ['--resolve', 'skip']]) {
      const terminal = new Terminal(line, ['sync', ...more, 'a', 'b']);
      expect(await terminal.code).toBe(0);
      expect(terminal.shown).not.toContain(QUESTION);
    }
  });

  it('are merged where both texts changed in different places, once somebody has seen the result', async () => {
    for (const folder of ['a', 'b']) await rm(line.path(folder), { recursive: true });
    const text = (first: string, last: string): string => `${first}\n2\n3\n4\n${last}\n`;
    const names = ['1', '2', '3', '4'];
    const all = (content: string) => Object.fromEntries(names.map((name) => [name, content]));
    await line.put('a', all(text('1', '5')), 9);
    await line.put('b', {});
    expect(await line.run(['sync', '--resolve', 'merge', 'a', 'b'])).toMatchObject({ code: 0, err: '' });
    await line.put('a', all(text('mine', '5')), 5);
    await line.put('b', { ...all(text('1', 'theirs')), 2: text('other', '5') });

    const terminal = new Terminal(line, ['sync', 'a', 'b']);
    for (const [words, key] of [
      [': 1\n', 'm'],
      ['- local, + merged\n    2\n    3\n    4\n  - 5\n  + theirs\n', 'n'],
      [QUESTION, 'm'],
      ['(y/N) ', 'y'],
      [': 2\n', 'm'],
      ['Their changes overlap.', 's'],
      [': 3\n', 'M'],
    ] as const) {
      await terminal.sees(words);
      terminal.types(`${key}\r`);
    }
    await terminal.sees('3 items synced, 1 skipped');
    expect(await terminal.code).toBe(0);
    const merged = text('mine', 'theirs');
    for (const folder of ['a', 'b'])
      expect(await line.tree(folder)).toMatchObject({ 1: merged, 3: merged, 4: merged });
    expect(await line.tree('a')).toMatchObject({ 2: text('mine', '5') });
  });

  it('leave the deletion limit (S7) to a question as well', async () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`f${index}`, 'x']));
    await rm(line.path('b'), { recursive: true });
    await line.put('b', many);
    for (const [key, code] of [
      ['n', 1],
      ['y', 0],
    ] as const) {
      const terminal = new Terminal(line, ['upload', '--delete', 'a', 'b']);
      await terminal.sees('Continue anyway? (y/N) ');
      terminal.types(`${key}\r`);
      expect(await terminal.code).toBe(code);
    }
    expect(await line.tree('b')).toEqual(await line.tree('a'));
  });

  it('show a live line that keeps within the terminal, and leaves nothing behind', async () => {
    await line.put('a', { [`${'long '.repeat(20)}.bin`]: 'x'.repeat(100_000) });
    const words = ['upload', '--limit-rate', '60k', '--resolve', 'skip', 'a', 'b'];
    const terminal = new Terminal(line, words, {}, 40);
    expect(await terminal.code).toBe(0);
    const live = terminal.raw.split('\r\u001B[K').filter((part) => /^\d+ %/.test(part));
    expect(live.length).toBeGreaterThan(3);
    for (const part of live) expect(part.length).toBeLessThan(40);
    const plain = new Terminal(line, words, { env: { NO_COLOR: '1' } }, 40);
    expect(await plain.code).toBe(0);
    expect(plain.raw.replaceAll('\u001B[K', '')).not.toContain('\u001B');
  });
});
