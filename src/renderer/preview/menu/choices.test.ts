import { describe, expect, it } from 'vitest';
import type { Observation, PlanItem } from '../../../shared/plan/plan.js';
import { PlanTree, type TreeNode } from '../tree/tree.js';
import { CHOICE_KINDS, choicesFor } from './choices.js';

const THERE: Observation = { class: 'modified', entry: { kind: 'file', size: 1 } };
const GONE: Observation = { class: 'deleted' };

const ITEMS: readonly PlanItem[] = [
  { path: 'both', local: THERE, remote: THERE, action: { kind: 'copy', to: 'remote', replaces: true } },
  { path: 'only local', local: THERE, remote: GONE, action: { kind: 'delete', on: 'local' } },
  {
    path: 'only remote',
    local: GONE,
    remote: THERE,
    action: { kind: 'copy', to: 'local', replaces: false },
  },
  {
    path: 'conflict',
    local: THERE,
    remote: GONE,
    action: { kind: 'conflict', conflict: 'edited-and-deleted' },
    conflict: 'edited-and-deleted',
  },
  {
    path: 'skipped',
    local: THERE,
    remote: THERE,
    action: { kind: 'leave', reason: 'skipped' },
    settled: 'skip',
  },
  { path: 'equal', local: THERE, remote: THERE, action: { kind: 'equal' } },
];

function nodes(...paths: readonly string[]): readonly TreeNode[] {
  const tree = new PlanTree();
  for (const item of ITEMS) tree.put(item);
  return paths.flatMap((path) => tree.find(path) ?? []);
}

/** What can be chosen for what. */
function choices(
  mode: 'two-way' | 'upload',
  ...paths: readonly string[]
): Readonly<Record<string, readonly string[]>> {
  const all = choicesFor(nodes(...paths), mode);
  return Object.fromEntries(
    CHOICE_KINDS.filter((kind) => all[kind].paths.length > 0).map((kind) => [kind, all[kind].paths]),
  );
}

describe('what can be chosen', () => {
  it.each([
    ['both', { download: ['both'], 'keep-both': ['both'], skip: ['both'] }],
    ['only local', { upload: ['only local'], skip: ['only local'] }],
    ['only remote', { 'delete-remote': ['only remote'], skip: ['only remote'] }],
    ['conflict', { upload: ['conflict'], 'delete-local': ['conflict'], skip: ['conflict'] }],
    ['skipped', { upload: ['skipped'], download: ['skipped'], 'keep-both': ['skipped'], reset: ['skipped'] }],
    ['equal', {}],
  ])('for “%s” changes something', (path, expected) => {
    expect(choices('two-way', path)).toEqual(expected);
  });

  it('for several items goes for those for which it is possible', () => {
    expect(choices('two-way', 'both', 'only local', 'only remote', 'equal')).toEqual({
      upload: ['only local'],
      download: ['both'],
      'keep-both': ['both'],
      'delete-remote': ['only remote'],
      skip: ['both', 'only local', 'only remote'],
    });
  });

  it('under Upload changes the remote side only', () => {
    expect(choices('upload', 'conflict', 'only remote')).toEqual({
      upload: ['conflict'],
      'delete-remote': ['only remote'],
      skip: ['conflict', 'only remote'],
    });
  });
});
