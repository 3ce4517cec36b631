import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import { unfitPattern } from './unfit-pattern.js';

describe('the patterns of a profile', () => {
  it('are fit to begin with', () => {
    expect(unfitPattern(DEFAULT_OPTIONS.patterns)).toBeUndefined();
  });

  it('may be comments, and may keep what others leave out', () => {
    expect(unfitPattern(['# a comment', '', '*.tmp', '!keep.tmp', 'build/', '/a/**/b'])).toBeUndefined();
  });

  it.each(['[a-', '../secret', 'a//b', '/', 'end\\'])('are refused where one, %s, fits nothing', (text) => {
    expect(unfitPattern(['*.tmp', text])).toMatchObject({ kind: 'invalid' });
    expect(unfitPattern(['*.tmp', text])?.what).toContain(`“${text}”`);
  });
});
