import { expect, it } from 'vitest';
import { byDay } from './by-day.js';

const at = (day: number, hour: number): number => new Date(2027, 1, day, hour).getTime();

it('puts each day once before what happened on it', () => {
  const all = [at(3, 23), at(3, 0), at(2, 12), at(1, 9)];
  expect(
    byDay(all, (ms) => ms).map((row) => (row.kind === 'day' ? new Date(row.ms).getDate() : '-')),
  ).toEqual([3, '-', '-', 2, '-', 1, '-']);
});

it('has no day where nothing happened', () => {
  expect(byDay([], (ms: number) => ms)).toEqual([]);
});
