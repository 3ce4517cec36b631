import { expect, test } from 'vitest';
import { isoDay, isoLocal, isoUtc } from './iso-time.js';

const AT = new Date(2026, 1, 3, 9, 5, 7).getTime();

test('a moment in local time sorts as text', () => {
  expect(isoLocal(AT)).toBe('2026-02-03 09:05:07');
  expect(isoLocal(new Date(2026, 11, 31, 23, 59, 59).getTime())).toBe('2026-12-31 23:59:59');
});

test('a day in local time sorts as text', () => {
  expect(isoDay(AT)).toBe('2026-02-03');
});

test('a moment in UTC says so', () => {
  expect(isoUtc(Date.UTC(2026, 1, 3, 9, 5, 7, 999))).toBe('2026-02-03 09:05:07 UTC');
});
