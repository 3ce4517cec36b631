import { describe, expect, it, test } from 'vitest';
import { formatDuration, timeFormat } from './time.js';

const british = timeFormat('en-GB');

const NOW = new Date(2026, 5, 15, 14, 30, 0).getTime();
const at = (...parts: [number, number, number, number?, number?]): number =>
  new Date(parts[0], parts[1], parts[2], parts[3] ?? 0, parts[4] ?? 0).getTime();

describe('formatModified', () => {
  it.each([
    ['today', at(2026, 5, 15, 9, 5), 1000, 'Today 09:05'],
    ['this year', at(2026, 1, 3, 9, 5), 1000, '3 Feb, 09:05'],
    ['another year', at(2024, 1, 3, 9, 5), 1000, '3 Feb 2024'],
    ['a listing that knows the day only', at(2026, 1, 3), 86_400_000, '3 Feb 2026'],
  ])('writes %s', (_case, ms, precisionMs, expected) => {
    expect(british.modified({ ms, precisionMs }, NOW)).toBe(expected);
  });

  it('never claims seconds that the listing did not tell', () => {
    expect(british.modifiedExactly({ ms: at(2026, 1, 3, 9, 5), precisionMs: 60_000 })).toMatch(/09:05$/);
    expect(british.modifiedExactly({ ms: at(2026, 1, 3, 9, 5), precisionMs: 1000 })).toMatch(/09:05:00$/);
  });
});

test('a region with a clock of twelve hours gets one', () => {
  // ICU puts a narrow blank before AM and PM.
  expect(
    timeFormat('en-US')
      .modified({ ms: at(2026, 1, 3, 9, 5), precisionMs: 1000 }, NOW)
      .replace(/\s/gu, ' '),
  ).toBe('Feb 3, 9:05 AM');
});

describe('formatAgo', () => {
  it.each([
    [NOW - 1000, 'just now'],
    [NOW - 5 * 60_000, '5 min ago'],
    [at(2026, 5, 15, 9, 5), 'today 09:05'],
    [at(2026, 5, 14, 9, 5), 'yesterday 09:05'],
    [at(2026, 1, 3, 9, 5), '3 Feb, 09:05'],
    [at(2024, 1, 3, 9, 5), '3 Feb 2024'],
  ])('%#', (ms, expected) => {
    expect(british.ago(ms, NOW)).toBe(expected);
  });
});

describe('formatUntil', () => {
  it.each([
    [at(2026, 5, 15, 15, 30), '15:30'],
    [at(2026, 5, 16), 'tomorrow'],
    [at(2026, 5, 16, 0, 30), 'tomorrow 00:30'],
    [at(2026, 5, 17), '17 Jun, 00:00'],
  ])('%#', (ms, expected) => {
    expect(british.until(ms, NOW)).toBe(expected);
  });
});

describe('formatDuration', () => {
  it.each([
    [200, '1 s'],
    [8_000, '8 s'],
    [120_000, '2 min'],
    [3_900_000, '1 h 5 min'],
    [7_200_000, '2 h'],
  ])('writes %d ms as %s', (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected);
  });
});
