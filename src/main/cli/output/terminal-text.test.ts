import { describe, expect, it } from 'vitest';
import { displayWidth, fit } from './terminal-text.js';

describe('the width of a text', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['ü', 1],
    ['u\u0308', 1],
    ['日本語', 6],
    ['👍🏽', 2],
    ['👨‍👩‍👧', 2],
    ['한글', 4],
    ['a\u200bb', 2],
  ])('%j takes %i columns', (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });

  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd…'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
  ])('%j cut to %i columns is %j', (text, columns, cut) => {
    expect(fit(text, columns)).toBe(cut);
    expect(displayWidth(cut)).toBeLessThanOrEqual(columns);
  });
});
