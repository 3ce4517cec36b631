import { describe, expect, it } from 'vitest';
import { actOf, type Act } from './keys.js';

const BARE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('a key in the dialog of conflicts', () => {
  it.each<[string, Partial<typeof BARE>, Act | undefined]>([
    ['l', {}, { kind: 'choose', choice: 'local' }],
    ['L', {}, { kind: 'choose', choice: 'local' }],
    ['l', { shiftKey: true }, undefined],
    ['l', { ctrlKey: true }, undefined],
    ['l', { altKey: true }, undefined],
    ['m', {}, { kind: 'merge' }],
    ['m', { ctrlKey: true }, undefined],
    ['u', {}, { kind: 'undo' }],
    ['z', { ctrlKey: true }, { kind: 'undo' }],
    ['z', { metaKey: true }, { kind: 'undo' }],
    ['Z', { ctrlKey: true, shiftKey: true }, undefined],
    ['z', {}, undefined],
    ['a', {}, { kind: 'to-all' }],
    ['a', { ctrlKey: true }, undefined],
    ['F7', {}, { kind: 'step', by: 1 }],
    ['F7', { shiftKey: true }, { kind: 'step', by: -1 }],
    ['Enter', {}, undefined],
  ])('%s with %o', (key, held, act) => {
    expect(actOf({ ...BARE, ...held, key })).toEqual(act);
  });
});
