import { expect, it } from 'vitest';
import { bytesOf, bytesTo } from './item-bytes.js';
import type { Action, PlanItem } from './plan.js';

const SIDES: Pick<PlanItem, 'local' | 'remote'> = {
  local: { class: 'modified', entry: { kind: 'file', size: 3 } },
  remote: { class: 'modified', entry: { kind: 'file', size: 50 } },
};

it.each<[Action, number, number]>([
  [{ kind: 'copy', to: 'remote', replaces: true }, 0, 3],
  [{ kind: 'copy', to: 'local', replaces: true }, 50, 0],
  [{ kind: 'keep-both', renames: 'local', as: 'a (local)' }, 50, 3],
  [{ kind: 'delete', on: 'local' }, 0, 0],
  [{ kind: 'conflict', conflict: 'edited-on-both-sides' }, 0, 0],
])('%o transfers %d bytes to the local side and %d to the remote one', (action, local, remote) => {
  const item = { ...SIDES, action };
  expect([bytesTo(item, 'local'), bytesTo(item, 'remote')]).toEqual([local, remote]);
  expect(bytesOf(item)).toBe(local + remote);
});
