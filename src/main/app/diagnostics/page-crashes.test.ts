import { describe, expect, it } from 'vitest';
import { PageCrashes } from './page-crashes.js';

describe('a page that has failed', () => {
  it('is loaded again, and somebody is asked when it fails a third time within a minute', () => {
    const crashes = new PageCrashes();
    expect([0, 10_000, 20_000, 30_000].map((ms) => crashes.record(ms))).toEqual([
      'load-again',
      'load-again',
      'ask',
      'load-again',
    ]);
  });

  it('is loaded again each time where that happens now and then', () => {
    const crashes = new PageCrashes();
    expect([0, 40_000, 80_000, 120_000].map((ms) => crashes.record(ms))).toEqual(
      Array.from({ length: 4 }, () => 'load-again'),
    );
  });
});
