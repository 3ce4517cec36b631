import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CommandLine } from '../support/command-line.js';
import { readSchema } from '../support/schema.js';

const text = (first: string, last: string): string => `${first}\n2\n3\n4\n${last}\n`;
const MERGED = { x: text('mine', 'theirs') };
const MERGING = ['--resolve', 'merge', 'a', 'b'];

const faultOf = readSchema(
  await readFile(join(import.meta.dirname, '..', '..', '..', 'docs', 'events.schema.json'), 'utf8'),
);

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build('here');
});
afterAll(() => line.remove());

describe('--resolve merge', () => {
  beforeEach(async () => {
    for (const folder of ['a', 'b', 'config']) await rm(line.path(folder), { recursive: true, force: true });
    await line.put('a', { x: text('1', '5') }, 9);
    await line.put('b', {});
    expect(await line.run(['sync', ...MERGING])).toMatchObject({ code: 0, err: '' });
    await line.put('a', { x: text('mine', '5') }, 5);
    await line.put('b', { x: text('1', 'theirs') });
  });

  it('merges what both changed in different places, says so, and can be undone', async () => {
    const { code, out, err } = await line.run(['sync', ...MERGING]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('MERGE           <>  x\n');
    for (const folder of ['a', 'b']) expect(await line.tree(folder)).toEqual(MERGED);
    expect(await line.run(['undo', '--yes', 'a', 'b'])).toMatchObject({ code: 0 });
    expect(await line.tree('a')).toEqual({ x: text('mine', '5') });
    expect(await line.tree('b')).toEqual({ x: text('1', 'theirs') });
  });

  it('leaves and counts what overlaps', async () => {
    await line.put('b', { x: text('other', '5') });
    expect((await line.run(['sync', '--report-problems', ...MERGING])).code).toBe(10);
    expect(await line.tree('a')).toEqual({ x: text('mine', '5') });
  });

  it('touches nothing in a dry run, and says what it would do in JSON', async () => {
    const { code, out } = await line.run(['sync', '--dry-run', '--json', ...MERGING]);
    expect(code).toBe(0);
    for (const event of out.trim().split('\n')) expect(faultOf(JSON.parse(event)), event).toBeUndefined();
    expect(out).toContain('"action":{"kind":"merge","size":');
    expect(await line.tree('a')).toEqual({ x: text('mine', '5') });
  });

  it('is saved with a plan, and applied', async () => {
    const planned = await line.run(['plan', '--out', 'merge.plan', ...MERGING]);
    expect([planned.code, planned.err]).toEqual([0, '']);
    expect(planned.out).toContain('MERGE');
    const { code, err } = await line.run(['apply', 'merge.plan']);
    expect([code, err]).toEqual([0, '']);
    for (const folder of ['a', 'b']) expect(await line.tree(folder)).toEqual(MERGED);
  });

  it('is refused in a mode that changes one side only', async () => {
    const { code, err } = await line.run(['upload', ...MERGING]);
    expect(code).not.toBe(0);
    expect(err).toContain('merge');
  });
});
