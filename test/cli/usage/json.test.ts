import { mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { CONFLICT_KINDS, LEAVE_REASONS } from '../../../src/shared/plan/plan.js';
import { PROBLEM_KINDS } from '../../../src/shared/problem.js';
import { CommandLine, type Ended } from '../support/command-line.js';
import { readSchema } from '../support/schema.js';

const SCHEMA = await readFile(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'events.schema.json'),
  'utf8',
);
const EventSchema = v.pipe(v.string(), v.parseJson(), v.looseObject({ kind: v.string() }));
const faultOf = readSchema(SCHEMA);

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build();
});
afterAll(() => line.remove());

/** The kinds of the events, each of which fits the published schema. */
function kindsIn({ out }: Ended): readonly string[] {
  const lines = out.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((each) => {
    expect(faultOf(JSON.parse(each)), each).toBeUndefined();
    return v.parse(EventSchema, each).kind;
  });
}

describe('what --json writes', () => {
  beforeEach(async () => {
    for (const folder of ['a', 'b', 'config']) await rm(line.path(folder), { recursive: true, force: true });
    for (const folder of ['a', 'b']) await mkdir(line.path(folder));
  });

  it('fits its published schema, through runs of every kind of item', async () => {
    await line.put(
      'a',
      { 'new/file': 'n', both: 'here', gone: 'g', moved: 'content that moves', 'x.bak': 'x' },
      60,
    );
    await line.put('b', { both: 'over there' });
    await symlink('nowhere', line.path('a', 'link'));
    const words = ['sync', '--json', '--limit-rate', '1M', '--exclude', '*.bak', 'a', 'b'];
    const dry = kindsIn(await line.run([...words, '--dry-run']));
    expect(dry[0]).toBe('compare-started');
    expect(dry).toContain('plan-items');
    const first = kindsIn(await line.run(words));
    expect(first).toContain('item-finished');
    expect(first).toContain('run-pace');
    expect(first.at(-1)).toBe('run-finished');
    await rm(line.path('b', 'gone'));
    await line.put('a', { 'new/file': 'changed' });
    expect((await line.run(words)).code).toBe(0);
    kindsIn(await line.run([...words, '--dry-run', '--resolve', 'keep-both']));
    kindsIn(await line.run([...words, '--resolve', 'new']));
  });

  it('fits it where nothing can be done, and tells people why as well', async () => {
    const ended = await line.run(['upload', '--json', 'a', 'ftp://127.0.0.1:1/']);
    expect(ended).toMatchObject({ code: 1, err: expect.stringContaining('refuses connections') as string });
    expect(kindsIn(ended).at(-1)).toBe('failure');
  });

  it('has every kind of problem, conflict and reason in its schema', () => {
    for (const kind of [...PROBLEM_KINDS, ...CONFLICT_KINDS, ...LEAVE_REASONS])
      expect(SCHEMA).toContain(`"${kind}"`);
  });

  it('would not fit, were it something else', () => {
    const good = { version: 1, timeMs: 0, kind: 'remark', remark: 'note', text: 'x' };
    expect(faultOf(good)).toBeUndefined();
    for (const bad of [{ version: 2 }, { kind: 'other' }, { text: 1 }, { remark: 'loud' }, { more: 1 }]) {
      expect(faultOf({ ...good, ...bad })).toBeTypeOf('string');
    }
  });
});
