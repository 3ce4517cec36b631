import { expect, it } from 'vitest';
import { addPoint, NO_POINTS, speedFacts } from './speed-history.js';

const after = (seconds: number) =>
  Array.from({ length: seconds }, (_, second) => second * 1000).reduce(
    (history, ms) => addPoint(history, { ms, speed: ms < 600_000 ? 100 : 300 }),
    NO_POINTS,
  );

it('keeps one point a second of a short run', () => {
  expect(after(30).points).toHaveLength(30);
});

it('covers a long run from its beginning to its end with a bounded number of points', () => {
  const { points, stepMs } = after(1200);
  expect(points.length).toBeLessThanOrEqual(240);
  expect(points[0]?.ms).toBeLessThan(10_000);
  expect(points.at(-1)?.ms).toBeGreaterThan(1_190_000 - stepMs);
});

it('knows the mean and the highest speed', () => {
  expect(speedFacts(NO_POINTS)).toBeUndefined();
  const facts = speedFacts(after(1200));
  expect(facts?.highest).toBe(300);
  expect(facts?.mean).toBeGreaterThan(190);
  expect(facts?.mean).toBeLessThan(210);
});
