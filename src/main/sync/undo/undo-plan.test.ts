import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../../../shared/entry/entry.js';
import { changesIn, stepsOf, type Action } from '../../../shared/plan/plan.js';
import { UndoPlan, type UndoStep } from './undo-plan.js';

const FILE: FileEntry = { kind: 'file', size: 5 };
const here = { local: FILE, remote: FILE };
const step = (path: string, action: Action, rest: Partial<UndoStep> = {}): UndoStep => ({
  path,
  action,
  now: here,
  ...rest,
});
const PUT_BACK: Action = { kind: 'copy', to: 'remote', replaces: false };
const REMOVE: Action = { kind: 'delete', on: 'remote' };
const MAKE: Action = { kind: 'create-folder', on: 'remote' };

const actions = (plan: UndoPlan): Record<string, string> =>
  Object.fromEntries(
    [...plan.items].map(([path, { action }]) => [
      path,
      action.kind === 'leave' ? `left: ${action.reason}` : action.kind,
    ]),
  );

describe('the preview of an undo', () => {
  it('counts what it would do, without bytes, for nothing is transferred', () => {
    const plan = new UndoPlan([step('a', PUT_BACK), step('b', REMOVE)]);
    expect(changesIn(plan.totals)).toBe(2);
    expect(plan.totals.copy.remote).toEqual({ items: 1, bytes: 0 });
  });

  it('shows a move at both its ends and counts it once', () => {
    const plan = new UndoPlan([step('old', { kind: 'move', on: 'remote', from: 'new' })]);
    expect(plan.items.get('old')?.action).toEqual({ kind: 'move', on: 'remote', from: 'new' });
    expect(plan.items.get('new')?.action).toEqual({ kind: 'moved', on: 'remote', to: 'old' });
    expect(changesIn(plan.totals)).toBe(1);
    plan.leaveOut(['old'], true, 'item');
    expect(actions(plan)).toEqual({ old: 'left: skipped', new: 'left: skipped' });
    expect([plan.isLeftOut('old'), plan.isLeftOut('new')]).toEqual([true, true]);
  });

  it('tells what cannot be undone, and never leaves that out as if somebody had chosen so', () => {
    const problem = { kind: 'changed-meanwhile', what: 'It was changed.', advice: 'It stays.' } as const;
    const plan = new UndoPlan([step('a', PUT_BACK, { problem })]);
    expect(plan.items.get('a')).toMatchObject({ action: { kind: 'leave' }, problem });
    expect(plan.leaveOut(['a'], true, 'item')).toEqual([]);
    expect(plan.isLeftOut('a')).toBe(false);
  });

  it('leaves out what lies in a folder that is not restored, and includes it again', () => {
    const plan = new UndoPlan([step('f', MAKE), step('f/a', PUT_BACK)]);
    expect(plan.leaveOut(['f'], true, 'item').map(({ path }) => path)).toEqual(['f', 'f/a']);
    expect(actions(plan)).toEqual({ f: 'left: skipped', 'f/a': 'left: waits-for-folder' });
    expect(plan.isLeftOut('f/a')).toBe(true);
    plan.leaveOut(['f'], false, 'item');
    expect(actions(plan)).toEqual({ f: 'create-folder', 'f/a': 'copy' });
  });

  it('keeps a folder of which something is to stay', () => {
    const plan = new UndoPlan([step('f/a', REMOVE), step('f/b', REMOVE), step('f', REMOVE)]);
    plan.leaveOut(['f/a'], true, 'item');
    expect(actions(plan)).toEqual({ 'f/a': 'left: skipped', 'f/b': 'delete', f: 'left: content-stays' });
    plan.leaveOut(['f'], true, 'below');
    expect(plan.isEmpty).toBe(true);
  });

  describe('of several steps under one path', () => {
    const UNDO_KEEP_BOTH: readonly UndoStep[] = [
      step('a', REMOVE),
      step('b', { kind: 'delete', on: 'local' }),
      step('a', { kind: 'move', on: 'remote', from: 'b' }),
    ];
    const stepsAt = (plan: UndoPlan, path: string): readonly string[] =>
      [plan.items.get(path)]
        .flatMap((item) => (item === undefined ? [] : stepsOf(item)))
        .map(({ kind }) => kind);

    it('shows and counts each of them, and what was there before the first', () => {
      const plan = new UndoPlan(UNDO_KEEP_BOTH);
      expect([stepsAt(plan, 'a'), stepsAt(plan, 'b')]).toEqual([
        ['delete', 'move'],
        ['delete', 'moved'],
      ]);
      expect(plan.items.get('a')).toMatchObject({ local: { entry: FILE }, remote: { entry: FILE } });
      expect(changesIn(plan.totals)).toBe(3);
    });

    it.each(['a', 'b'])('leaves all of them out with %s', (path) => {
      const plan = new UndoPlan(UNDO_KEEP_BOTH);
      plan.leaveOut([path], true, 'item');
      expect(actions(plan)).toEqual({ a: 'left: skipped', b: 'left: skipped' });
      plan.leaveOut([path], false, 'item');
      expect(changesIn(plan.totals)).toBe(3);
    });

    it('counts a file that is restored on both sides twice', () => {
      const plan = new UndoPlan([
        step('a', { kind: 'copy', to: 'local', replaces: true }),
        step('a', PUT_BACK),
      ]);
      expect(actions(plan)).toEqual({ a: 'merge' });
      expect(stepsAt(plan, 'a')).toEqual(['copy', 'copy']);
      expect(changesIn(plan.totals)).toBe(2);
    });

    it('shows what is done where another step is refused, and why that is', () => {
      const problem = { kind: 'not-found', what: 'It is gone.', advice: 'It was skipped.' } as const;
      const plan = new UndoPlan([step('a', REMOVE), step('a', PUT_BACK, { problem })]);
      expect(plan.items.get('a')).toMatchObject({ action: REMOVE, problem });
      expect(changesIn(plan.totals)).toBe(1);
      plan.leaveOut(['a'], true, 'item');
      expect([plan.isEmpty, plan.isLeftOut('a')]).toEqual([true, true]);
    });

    it('shows a file that is restored and then moved away as restored', () => {
      const plan = new UndoPlan([
        step('b', { kind: 'copy', to: 'remote', replaces: true }),
        step('a', { kind: 'move', on: 'remote', from: 'b' }),
      ]);
      expect(stepsAt(plan, 'b')).toEqual(['copy', 'moved']);
      expect(changesIn(plan.totals)).toBe(2);
      plan.leaveOut(['a'], true, 'item');
      expect([plan.isEmpty, plan.isLeftOut('b')]).toEqual([true, true]);
    });

    it('keeps the folder that a file stays in because its move is left out', () => {
      const plan = new UndoPlan([step('a', { kind: 'move', on: 'remote', from: 'f/a' }), step('f', REMOVE)]);
      plan.leaveOut(['a'], true, 'item');
      expect(actions(plan)).toMatchObject({ a: 'left: skipped', f: 'left: content-stays' });
    });

    it('keeps a folder that a file would take the place of, with what stays in it', () => {
      const plan = new UndoPlan([step('f/a', REMOVE), step('f', REMOVE), step('f', PUT_BACK)]);
      expect(stepsAt(plan, 'f')).toEqual(['delete', 'copy']);
      plan.leaveOut(['f/a'], true, 'item');
      expect(actions(plan)).toEqual({ 'f/a': 'left: skipped', f: 'left: content-stays' });
    });
  });
});
