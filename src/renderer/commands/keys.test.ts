import { describe, expect, it } from 'vitest';
import { commandFor, formatKeys, isPressed, isTyped, keysOf, type PressedKey } from './keys.js';

function pressed(key: string, held = ''): PressedKey {
  return {
    key,
    ctrlKey: held.includes('C'),
    metaKey: held.includes('M'),
    altKey: held.includes('A'),
    shiftKey: held.includes('S'),
  };
}

describe('keys that are pressed', () => {
  it.each([
    ['CmdOrCtrl+K', pressed('k', 'C'), false, true],
    ['CmdOrCtrl+K', pressed('K', 'CS'), false, false],
    ['CmdOrCtrl+K', pressed('k', 'CA'), false, false],
    ['CmdOrCtrl+K', pressed('k', 'M'), false, false],
    ['CmdOrCtrl+K', pressed('k', 'M'), true, true],
    ['CmdOrCtrl+K', pressed('k', 'C'), true, false],
    ['CmdOrCtrl+Shift+Enter', pressed('Enter', 'CS'), false, true],
    ['CmdOrCtrl+Enter', pressed('Enter', 'CS'), false, false],
    ['CmdOrCtrl+Plus', pressed('+', 'C'), false, true],
    ['CmdOrCtrl+Plus', pressed('+', 'CS'), false, true],
    ['CmdOrCtrl+Shift+Up', pressed('ArrowUp', 'CS'), false, true],
    ['F5', pressed('F5'), false, true],
    ['F5', pressed('F5', 'C'), false, false],
    ['Shift+F8', pressed('F8', 'S'), false, true],
    ['?', pressed('?', 'S'), false, true],
    ['?', pressed('?'), false, true],
  ] as const)('%s: %o (Mac: %s) → %s', (keys, event, mac, expected) => {
    expect(isPressed(keys, event, mac)).toBe(expected);
  });

  it('find their command', () => {
    expect(commandFor(pressed('Enter', 'C'), false)).toBe('synchronize');
    expect(commandFor(pressed('Enter', 'CS'), false)).toBe('synchronize-selection');
    expect(commandFor(pressed('x'), false)).toBeUndefined();
  });

  it('write something in a field unless Ctrl, Cmd or Alt is held', () => {
    expect(isTyped(pressed('?', 'S'))).toBe(true);
    expect(isTyped(pressed('k', 'C'))).toBe(false);
    expect(isTyped(pressed('F1'))).toBe(false);
  });
});

it.each([
  ['CmdOrCtrl+Shift+S', false, 'Ctrl+Shift+S'],
  ['CmdOrCtrl+Shift+S', true, '⇧⌘S'],
  ['CmdOrCtrl+Enter', true, '⌘↩'],
  ['CmdOrCtrl+Plus', false, 'Ctrl++'],
  ['F5', true, 'F5'],
] as const)('%s (Mac: %s) is written %s', (keys, mac, expected) => {
  expect(formatKeys(keys, mac)).toBe(expected);
});

it('a command is told with the keys of the system that the window is on', () => {
  expect(keysOf('undo', false)).toBe('Ctrl+Z');
  expect(keysOf('undo', true)).toBe('⌘Z');
  expect(keysOf('verify', true)).toBeUndefined();
});
