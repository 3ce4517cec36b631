import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../../../shared/entry/entry.js';
import { changesIn, type Action } from '../../../shared/plan/plan.js';
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
});
