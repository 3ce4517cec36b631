import { describe, expect, it } from 'vitest';
import { placeWindow, SMALLEST, USUAL } from './bounds.js';

const LEFT = { x: 0, y: 0, width: 1920, height: 1040 };
const RIGHT = { x: 1920, y: 0, width: 1920, height: 1040 };

describe('the window', () => {
  it('comes in its usual size the first time', () => {
    expect(placeWindow(undefined, [LEFT])).toEqual(USUAL);
  });

  it('comes back where it was', () => {
    const last = { x: 2000, y: 50, width: 1300, height: 700 };
    expect(placeWindow(last, [LEFT, RIGHT])).toEqual(last);
  });

  it.each([
    ['on a screen that is gone', { x: 2000, y: 50, width: 1300, height: 700 }],
    ['above the screen', { x: 100, y: -400, width: 1300, height: 700 }],
    ['below the screen', { x: 100, y: 1030, width: 1300, height: 700 }],
    ['almost past the edge', { x: 1880, y: 50, width: 1300, height: 700 }],
  ])('comes to the middle where it was %s', (_where, last) => {
    expect(placeWindow(last, [LEFT])).toEqual({ width: 1300, height: 700 });
  });

  it('is never smaller than it can be', () => {
    expect(placeWindow({ x: 0, y: 0, width: 10, height: 10 }, [LEFT])).toMatchObject(SMALLEST);
  });
});
