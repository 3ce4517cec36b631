import { describe, expect, it } from 'vitest';
import { versionsToDrop } from './version-keeper.js';

describe('which versions go', () => {
  const version = (seq: number, size: number, keptMs: number) =>
    ({ seq, side: 'remote', as: `v/${seq}`, size, keptMs }) as const;
  const kept = [version(1, 50, 100), version(2, 50, 200), version(3, 50, 300)];

  it.each([
    ['none where there is room and time', 1000, 1000, []],
    ['the oldest where there are too many bytes', 1000, 120, [1]],
    ['all where even the newest is too big', 1000, 10, [1, 2, 3]],
    ['the old ones', 150, 1000, [1, 2]],
  ])('%s', (_name, maxAgeMs, maxBytes, gone) => {
    const dropped = versionsToDrop(kept, { kind: 'on', maxAgeMs, maxBytes }, 400);
    expect(dropped.map(({ seq }) => seq)).toEqual(gone);
  });
});
