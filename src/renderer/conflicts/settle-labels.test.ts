import { expect, it } from 'vitest';
import type { Observation } from '../../shared/plan/plan.js';
import { choicesForAll, settleChoices } from './settle-labels.js';

const THERE: Observation = { class: 'modified', entry: { kind: 'file', size: 1 } };
const GONE: Observation = { class: 'deleted' };

it.each<[string, Observation, Observation, readonly string[]]>([
  ['is on both sides', THERE, THERE, ['Use local', 'Use remote', 'Skip']],
  ['is only local', THERE, GONE, ['Use local', 'Delete local', 'Skip']],
  ['is only remote', GONE, THERE, ['Delete remote', 'Use remote', 'Skip']],
])('what %s is settled by buttons that say what they do', (_what, local, remote, names) => {
  expect(settleChoices({ local, remote }).map(({ name }) => name)).toEqual(names);
});

it('says of all conflicts at once how many files that deletes, and where', () => {
  expect(choicesForAll('two-way', { local: 0, remote: 2 })).toEqual([
    { settlement: 'local', name: 'Use local for all', deletes: false },
    { settlement: 'remote', name: 'Use remote for all, delete 2 local', deletes: true },
    { settlement: 'skip', name: 'Skip all', deletes: false },
  ]);
  expect(choicesForAll('upload', { local: 0, remote: 2 }).map(({ settlement }) => settlement)).toEqual([
    'local',
    'skip',
  ]);
});
