import { expect, it } from 'vitest';
import type { PairsAtWork } from '../../../shared/run/activity.js';
import { Rounds, type StepEnd } from './rounds.js';

function made(): { readonly rounds: Rounds; readonly told: (PairsAtWork | null)[] } {
  const told: (PairsAtWork | null)[] = [];
  return { rounds: new Rounds((_id, round) => void told.push(round)), told };
}

it('goes through the pairs one after another, and tells which are still to come', async () => {
  const { rounds, told } = made();
  const done: string[] = [];
  const left = await rounds.go('p', 'run', ['one', 'two'], (id) => {
    done.push(id);
    return Promise.resolve('next');
  });
  expect(done).toEqual(['one', 'two']);
  expect(left).toEqual([]);
  expect(told).toEqual([{ doing: 'run', waiting: ['two'] }, { doing: 'run', waiting: [] }, null]);
  expect(rounds.of('p')).toBeNull();
});

it.each<[StepEnd, readonly string[], readonly string[]]>([
  ['next', ['one', 'two', 'three'], []],
  ['end', ['one'], ['two', 'three']],
])('after %s, %j have had their turn, and %j are left', async (end, had, left) => {
  const done: string[] = [];
  const over = await made().rounds.go('p', 'compare', ['one', 'two', 'three'], (id) => {
    done.push(id);
    return Promise.resolve(end);
  });
  expect(done).toEqual(had);
  expect(over).toEqual(left);
});

it('once stopped, no other turn comes, now or later', async () => {
  const { rounds } = made();
  const done: string[] = [];
  const left = await rounds.go('p', 'run', ['one', 'two'], (id) => {
    done.push(id);
    rounds.stop('p');
    return Promise.resolve('next');
  });
  expect(done).toEqual(['one']);
  expect(left).toEqual([]);
});

it.each<StepEnd>(['next', 'end'])('is concluded once before it is over, after %s', async (end) => {
  const { rounds, told } = made();
  const concluded: (PairsAtWork | null)[] = [];
  const step = (): Promise<StepEnd> => Promise.resolve(end);
  await rounds.go('p', 'run', ['one', 'two'], step, () => {
    concluded.push(rounds.of('p'));
    return Promise.resolve();
  });
  expect(concluded).toMatchObject([{ doing: 'run' }]);
  expect(told.at(-1)).toBeNull();
});

it('is over where a step rejects', async () => {
  const { rounds, told } = made();
  const going = rounds.go('p', 'run', ['one'], () => Promise.reject(new Error('defect')));
  await expect(going).rejects.toThrow('defect');
  expect(told.at(-1)).toBeNull();
});
