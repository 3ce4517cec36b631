import { describe, expect, it } from 'vitest';
import { shortened } from './shorten.js';

describe('a name that is too long', () => {
  it('is shortened in its middle, so that its beginning and its ending can be read', () => {
    expect(shortened('The quarterly report of the northern branch, final.pdf', 30)).toBe(
      'The quarterly rep…h, final.pdf',
    );
  });

  it('stays as it is where it fits', () => {
    expect(shortened('report.pdf', 30)).toBe('report.pdf');
    expect(shortened('x'.repeat(30), 30)).toBe('x'.repeat(30));
  });

  it('is never cut within a letter', () => {
    const family = '👩‍👩‍👧';
    expect(shortened(family.repeat(30), 30)).toBe(family.repeat(30));
    expect(shortened(family.repeat(40), 30)).toBe(`${family.repeat(17)}…${family.repeat(12)}`);
  });
});
