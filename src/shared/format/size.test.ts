import { describe, expect, it } from 'vitest';
import { formatItems } from './plural.js';
import { formatExactSize, formatSize } from './size.js';

describe('formatSize', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [9_949, '9.9 kB'],
    [9_960, '10 kB'],
    [999_960, '1.0 MB'],
    [3_200_000, '3.2 MB'],
    [45_600_000, '46 MB'],
    [7_000_000_000_000, '7.0 TB'],
  ])('writes %d bytes as %s', (bytes, expected) => {
    expect(formatSize(bytes)).toBe(expected);
  });
});

describe('counts', () => {
  it('agree with their noun', () => {
    expect(formatItems(1)).toBe('1 item');
    expect(formatItems(2031)).toBe('2,031 items');
    expect(formatExactSize(1)).toBe('1 byte');
  });
});
