import { expect, test } from 'vitest';
import { formatPermissions } from './permissions.js';

test.each([
  [0o644, 'rw-r--r--'],
  [0o750, 'rwxr-x---'],
  [0o001, '--------x'],
  [0, '---------'],
])('%o is shown as %s', (permissions, shown) => {
  expect(formatPermissions(permissions)).toBe(shown);
});
