import { describe, expect, it } from 'vitest';
import { PRESETS, presetOf } from '../../../shared/profile/presets.js';
import { valuesOf } from '../form.js';
import { customWords, withMode, withPreset } from './preset-values.js';

const NEW = valuesOf(undefined);

describe('a preset in the form', () => {
  it('is the first choice, and Two-way for a new profile', () => {
    expect(presetOf(NEW)).toBe('two-way');
  });

  it.each(PRESETS)('$title, when chosen, is the one that is shown', ({ name }) => {
    expect(presetOf({ ...NEW, ...withPreset(NEW, name) })).toBe(name);
  });

  it('gives way to Custom as soon as a detail of it is changed, and says what that does', () => {
    const mirror = { ...NEW, ...withPreset(NEW, 'mirror-to-server') };
    const changed = { ...mirror, force: false };
    expect(presetOf(changed)).toBe('custom');
    expect(customWords(changed)).toBe('Upload only, deletes extra files, keeps changes there.');
  });

  it('gives up a way of settling conflicts that its direction does not know, and keeps any other', () => {
    expect(withPreset({ ...NEW, resolve: 'newer' }, 'update')).toMatchObject({ resolve: 'ask' });
    expect(withMode({ ...NEW, resolve: 'skip' }, 'download')).toEqual({ mode: 'download' });
  });
});
