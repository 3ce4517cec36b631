import { expect, it } from 'vitest';
import { addSample, speedOf, type Sample } from './speed.js';

const samplesOf = (...samples: Sample[]): readonly Sample[] =>
  samples.reduce<readonly Sample[]>(addSample, []);

it('tells no speed from a single moment', () => {
  expect(speedOf(samplesOf({ ms: 0, bytes: 0 }, { ms: 100, bytes: 1000 }), 100)).toBeUndefined();
});

it('tells bytes a second', () => {
  const samples = samplesOf({ ms: 0, bytes: 0 }, { ms: 1000, bytes: 500 }, { ms: 2000, bytes: 1000 });
  expect(speedOf(samples, 2000)).toBe(500);
});

it('forgets what is long past', () => {
  const samples = samplesOf({ ms: 0, bytes: 0 }, { ms: 5000, bytes: 0 }, { ms: 6000, bytes: 900 });
  expect(speedOf(samples, 6000)).toBe(225);
});

it('falls while nothing comes, down to nothing', () => {
  const samples = samplesOf({ ms: 0, bytes: 0 }, { ms: 1000, bytes: 4000 });
  expect(speedOf(samples, 1000)).toBe(4000);
  expect(speedOf(samples, 4000)).toBe(1000);
  expect(speedOf(samples, 9000)).toBe(0);
});
