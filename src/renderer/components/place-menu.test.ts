import { expect, it } from 'vitest';
import { placeMenu } from './place-menu.js';

const WINDOW = { clientWidth: 900, clientHeight: 600 };
const MENU = { width: 200, height: 300 };

it.each([
  ['in the middle', { x: 300, y: 200 }, { left: 300, top: 200 }],
  ['at the right edge', { x: 890, y: 200 }, { left: 694, top: 200 }],
  ['near the bottom', { x: 300, y: 500 }, { left: 300, top: 200 }],
  ['outside', { x: -5, y: -5 }, { left: 6, top: 6 }],
])('a menu %s is whole in the window', (_where, point, place) => {
  expect(placeMenu(point, MENU, WINDOW)).toEqual(place);
});

it('a menu that fits neither below nor above the point stands at the bottom', () => {
  expect(placeMenu({ x: 0, y: 290 }, { width: 200, height: 400 }, WINDOW).top).toBe(194);
});
