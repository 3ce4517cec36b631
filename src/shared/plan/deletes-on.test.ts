import { expect, it } from 'vitest';
import { deletesOn, type Observation, type Settlement } from './plan.js';

const FILE: Observation = { class: 'modified', entry: { kind: 'file', size: 1 } };
const GONE: Observation = { class: 'deleted' };

it.each<[Settlement, Observation, Observation, 'local' | 'remote' | undefined]>([
  ['local', GONE, FILE, 'remote'],
  ['remote', FILE, GONE, 'local'],
  ['remote', GONE, FILE, undefined],
  ['local', FILE, FILE, undefined],
  ['local', GONE, GONE, undefined],
  ['skip', GONE, FILE, undefined],
  ['keep-both', FILE, FILE, undefined],
])('to settle for %s deletes what only the other side has', (settlement, local, remote, side) => {
  expect(deletesOn(settlement, { local, remote })).toBe(side);
});
