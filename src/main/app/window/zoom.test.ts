import { describe, expect, it } from 'vitest';
import { zoomAfter } from './zoom.js';

describe('the size of everything in the window', () => {
  it.each([
    [1, 1, 1.1],
    [1, -1, 0.9],
    [3, 1, 3],
    [0.5, -1, 0.5],
    [1.75, 0, 1],
    // One that no step has, as a file may say.
    [1.3, 1, 1.5],
    [1.3, -1, 1.25],
  ] as const)('%d goes by %d to %d', (zoom, step, after) => {
    expect(zoomAfter(zoom, step)).toBe(after);
  });
});
