import { chmod, stat } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Readable } from 'node:stream';
import type { Side } from '../../../src/shared/entry/entry.js';
import { explain } from '../../../src/shared/plan/explain.js';
import { MOST_MERGED_BYTES } from '../../../src/shared/merge/merge-text.js';
import { changesIn } from '../../../src/shared/plan/plan.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import type { WriteOptions } from '../../../src/main/targets/target.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { planFrom } from '../../../src/main/sync/saved-plan/read.js';
import { bindingFor } from '../../../src/main/sync/saved-plan/refusal.js';
import { linesOf } from '../../../src/main/sync/saved-plan/write.js';
import type { Plan } from '../../../src/main/sync/plan/plan.js';
import { previewUndo } from '../../../src/main/sync/undo/preview-undo.js';
import { Pair, type Tree } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

const PATH = 'd/report.txt';
const MERGED = 'mine and theirs';
const BEFORE: Record<Side, Tree> = {
  local: { d: null, [PATH]: 'mine' },
  remote: { d: null, [PATH]: 'theirs, longer' },
};
const AFTER: Tree = { d: null, [PATH]: MERGED };

/** Two sides that were in sync and have both changed `report.txt` since. */
async function inConflict(more: Tree = {}): Promise<void> {
  pair = await Pair.inSync({ [PATH]: 'old', ...more });
  await pair.put('local', { [PATH]: 'mine' });
  await pair.put('remote', { [PATH]: 'theirs, longer' });
}

const REFUSED = new ProblemError({ kind: 'permission-denied', what: 'No.', advice: 'Ask.' });

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function merged(path = PATH): Promise<Plan> {
  const plan = await pair.compare();
  plan.settleMerge(path, bytes(MERGED));
  return plan;
}

const trees = async (): Promise<Record<Side, Tree>> => ({
  local: await pair.tree('local'),
  remote: await pair.tree('remote'),
});

describe('merging both versions of a file', () => {
  it('puts the result on both sides, keeps both versions, and leaves nothing to do', async () => {
    await inConflict();
    const plan = await merged();
    const item = plan.items.get(PATH);
    expect(item?.action).toEqual({ kind: 'merge', size: MERGED.length });
    expect(item && explain(item)).toBe(
      'You merged both versions. The result is written to both sides, and both old versions are kept.',
    );
    expect(changesIn(plan.totals)).toBe(1);
    expect([plan.totals.copy.local.bytes, plan.totals.copy.remote.bytes]).toEqual([15, 15]);
    expect(plan.totals.conflict.items).toBe(0);
    const report = await pair.run(plan);
    expect(report).toMatchObject({ end: { kind: 'finished' }, counts: { done: 1, failed: 0 }, bytes: 30 });
    expect(await trees()).toEqual({ local: AFTER, remote: AFTER });
    expect(await pair.planned()).toEqual({});
    const kept = await pair.state.keptFiles({ limit: 9 });
    expect(kept.map(({ side, path, size }) => [side, path, size])).toEqual([
      ['remote', PATH, 14],
      ['local', PATH, 4],
    ]);
  });

  it('works at the first sync as well', async () => {
    pair = await Pair.create({ a: 'mine', 'd/b': 'x' }, { a: 'theirs', 'd/b': 'y' });
    const plan = await merged('a');
    plan.settleMerge('d/b', bytes('xy'));
    const { runId } = await pair.run(plan);
    const both = { a: MERGED, d: null, 'd/b': 'xy' };
    expect(await trees()).toEqual({ local: both, remote: both });
    expect(await pair.planned()).toEqual({});
    await pair.undo(runId);
    expect(await pair.planned()).toEqual({ a: 'conflict: first-meeting', 'd/b': 'conflict: first-meeting' });
  });

  it('S4: is undone, and done again', async () => {
    await inConflict();
    const { runId } = await pair.run(await merged());
    const undone = await pair.undo(runId);
    expect(undone.counts).toMatchObject({ done: 2, skipped: 0, failed: 0 });
    expect(await trees()).toEqual(BEFORE);
    expect(await pair.planned()).toEqual({ [PATH]: 'conflict: edited-on-both-sides' });

    await pair.undo(undone.runId);
    expect(await trees()).toEqual({ local: AFTER, remote: AFTER });
    expect(await pair.planned()).toEqual({});
  });

  it('S1: is previewed as one item before it is undone and before that is undone, and can be left out', async () => {
    await inConflict();
    const { runId } = await pair.run(await merged());
    const preview = async (undoes: string) =>
      (await previewUndo({ ...(await pair.undoInput()), undoes, onProgress: () => undefined })).plan;
    const plan = await preview(runId);
    expect(plan.items.get(PATH)?.action).toEqual({ kind: 'merge', size: 0 });
    expect(changesIn(plan.totals)).toBe(2);
    plan.leaveOut([PATH], true, 'item');
    expect(plan.isEmpty).toBe(true);
    await pair.undo(runId, { leftOut: plan.leavesOut });
    expect(await trees()).toEqual({ local: AFTER, remote: AFTER });
    const undone = await pair.undo(runId);
    expect((await preview(undone.runId)).items.get(PATH)?.action).toEqual({ kind: 'merge', size: 0 });
  });

  it.each<Side>(['local', 'remote'])(
    'S4: is undone on one side only where the %s file was edited since, and then asked about',
    async (side) => {
      await inConflict();
      const { runId } = await pair.run(await merged());
      await pair.put(side, { [PATH]: 'edited later' });
      const plan = (
        await previewUndo({ ...(await pair.undoInput()), undoes: runId, onProgress: () => undefined })
      ).plan;
      const other = side === 'local' ? 'remote' : 'local';
      expect(plan.items.get(PATH)?.action).toEqual({ kind: 'copy', to: other, replaces: true });
      expect((await pair.undo(runId)).counts).toMatchObject({ done: 1, skipped: 1 });
      expect(await trees()).toEqual({ ...BEFORE, [side]: { d: null, [PATH]: 'edited later' } });
      expect(await pair.planned()).toEqual({ [PATH]: 'conflict: edited-on-both-sides' });
    },
  );

  it('S1: touches nothing in a dry run', async () => {
    await inConflict();
    const report = await pair.run(await merged(), { dryRun: true });
    expect(report.counts).toMatchObject({ wouldDo: 1, done: 0 });
    expect(report.items).toMatchObject([{ path: PATH, action: { kind: 'merge' }, bytes: 0 }]);
    expect(await trees()).toEqual(BEFORE);
    expect(await pair.planned()).toEqual({ [PATH]: 'conflict: edited-on-both-sides' });
  });

  it.each<Side>(['local', 'remote'])('S2: does nothing where the %s file has changed since', async (side) => {
    await inConflict();
    const plan = await merged();
    await pair.put(side, { [PATH]: 'changed once more' });
    const before = await trees();
    expect((await pair.run(plan)).counts).toMatchObject({ done: 0, skipped: 1, failed: 0 });
    expect(await trees()).toEqual(before);
    expect(await pair.planned()).toEqual({ [PATH]: 'conflict: edited-on-both-sides' });
  });

  it('S2: is finished by the next run where the server refused the file', async () => {
    await inConflict();
    const plan = await merged();
    pair.wrap = (target, side) =>
      side === 'local'
        ? target
        : new Proxy(target, {
            get: (of, key): unknown => {
              if (key === 'write')
                return (path: string, source: Readable, options: WriteOptions) =>
                  path === PATH ? Promise.reject(REFUSED) : of.write(path, source, options);
              const value: unknown = Reflect.get(of, key);
              return typeof value === 'function' ? (value.bind(of) as unknown) : value;
            },
          });
    expect((await pair.run(plan)).counts).toMatchObject({ done: 0, failed: 1 });
    pair.wrap = (target) => target;
    expect(await trees()).toEqual({ local: AFTER, remote: BEFORE.remote });
    expect(await pair.planned()).toEqual({ [PATH]: 'copy to remote' });
    await pair.sync();
    expect(await trees()).toEqual({ local: AFTER, remote: AFTER });
  });

  it('is offered for two versions of a file that may both change and are kept, and for nothing else', async () => {
    await inConflict({ gone: 'old', large: 'old', up: 'old' });
    await pair.delete('local', 'gone');
    await pair.put('remote', { gone: 'edited', large: 'x'.repeat(MOST_MERGED_BYTES + 1) });
    await pair.put('local', { large: 'mine', up: 'edited' });
    const offered = async (): Promise<readonly string[]> => {
      const plan = await pair.compare();
      return [...plan.items.keys()].filter((path) => plan.settleMerge(path, bytes(MERGED)).length > 0);
    };
    expect(await offered()).toEqual([PATH]);
    const { own } = DEFAULT_POLICY;
    pair.policy = { ...DEFAULT_POLICY, own: { ...own, writing: 'in-place' } };
    expect(await offered()).toEqual([]);
    pair.policy = { ...DEFAULT_POLICY, versions: { kind: 'off' } };
    expect(await offered()).toEqual([]);
    pair.policy = { ...DEFAULT_POLICY, mode: 'upload' };
    expect(await offered()).toEqual([]);
  });

  it('takes nothing that is too large', async () => {
    await inConflict();
    const plan = await pair.compare();
    expect(plan.settleMerge(PATH, new Uint8Array(MOST_MERGED_BYTES + 1))).toEqual([]);
    expect(plan.items.get(PATH)?.action.kind).toBe('conflict');
  });

  it('is undone like any other choice', async () => {
    await inConflict();
    const plan = await pair.compare();
    const before = plan.items.get(PATH);
    const totals = plan.totals;
    plan.settleMerge(PATH, bytes(MERGED));
    plan.settle([PATH], null);
    expect(plan.items.get(PATH)).toEqual(before);
    expect(plan.mergedContent(PATH)).toBeUndefined();
    expect(plan.totals).toEqual(totals);
  });

  it('S12: keeps the permissions of the files whose place the result takes', async () => {
    await inConflict();
    const modes = async () =>
      Promise.all(
        (['local', 'remote'] as const).map(
          async (side) => (await stat(`${pair.root(side)}/${PATH}`)).mode & 0o777,
        ),
      );
    await chmod(`${pair.root('local')}/${PATH}`, 0o600);
    await chmod(`${pair.root('remote')}/${PATH}`, 0o640);
    await pair.run(await merged());
    expect(await modes()).toEqual([0o600, 0o640]);
  });

  it('S2: is saved with its plan; one whose content was changed, lost or added is refused', async () => {
    await inConflict();
    const binding = await bindingFor(pair.state, 'local|remote', pair.policy);
    const plan = await merged();
    const head = { ...binding, savedMs: Date.now(), places: { local: 'l', remote: 'r' } };
    const lines = [...linesOf(head, plan)];
    const base64 = Buffer.from(MERGED).toString('base64');
    const another = Buffer.from(MERGED.replace('mine', 'your')).toString('base64');
    const without = lines.filter((line) => !line.startsWith('{"merged"'));
    const count = (by: number) => (line: string) =>
      line.replace(/"lines":(\d+)/, (_, number) => `"lines":${Number(number) + by}`);
    for (const changed of [
      lines.map((line) => line.replace(base64, another)),
      without.map(count(-1)),
      lines.flatMap((line) => (line.startsWith('{"merged"') ? [line, line] : [line])).map(count(1)),
      lines.map((line) => line.replace(`"size":${MERGED.length}}`, `"size":${MERGED.length + 1}}`)),
      lines.map((line) => line.replace('"settled":"merge"', '"settled":"local"')),
      lines.map((line) =>
        line.startsWith('{"merged"') ? line.replace('d/report.txt', 'd/other.txt') : line,
      ),
    ]) {
      expect(changed).not.toEqual(lines);
      await expect(planFrom(asLines(changed))).rejects.toThrow(/damaged|changed/);
    }
    await pair.run(await planFrom(asLines(lines)));
    expect(await trees()).toEqual({ local: AFTER, remote: AFTER });
  });
});

// eslint-disable-next-line @typescript-eslint/require-await -- nothing has to be waited for to have them
async function* asLines(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
