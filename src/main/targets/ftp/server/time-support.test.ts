import { expect, test } from 'vitest';
import { TimeKeeping } from './time-support.js';

const ASKED = Date.UTC(2024, 4, 12, 13, 14, 15);
const HOUR = 3_600_000;

test.each([
  ['keeps it', 0, 1000, 'mfmt'],
  ['knows no odd seconds', -1000, 2000, 'mfmt'],
  ['knows only minutes', -15_000, 60_000, 'mfmt'],
  ['tells it in its own zone', 2 * HOUR, undefined, 'mfmt'],
  ['tells it in a zone of half hours', -3.5 * HOUR, undefined, 'mfmt'],
  ['forgets it', 700 * 24 * HOUR + 1234, undefined, undefined],
  ['forgets it, of a file that was changed today', HOUR + 7 * 60_000, undefined, undefined],
] as const)('a server that %s', (_what, offMs, stepMs, setter) => {
  const keeping = new TimeKeeping('mfmt');
  expect(keeping.stepMs).toBe(1000);
  keeping.confirmed(ASKED, { ms: ASKED + offMs, precisionMs: 1000 });
  expect(keeping.stepMs).toBe(stepMs);
  expect(keeping.setter).toBe(setter);
});

test('a server that refuses to set times is not asked again', () => {
  const keeping = new TimeKeeping('mdtm');
  keeping.refused();
  expect(keeping.setter).toBeUndefined();
  expect(keeping.stepMs).toBeUndefined();
});

test('a coarse step stays, once it has been seen', () => {
  const keeping = new TimeKeeping('mfmt');
  keeping.confirmed(ASKED, { ms: ASKED - 1000, precisionMs: 1000 });
  keeping.confirmed(ASKED + 1000, { ms: ASKED + 1000, precisionMs: 1000 });
  expect(keeping.stepMs).toBe(2000);
});
