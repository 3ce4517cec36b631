import { expect, it } from 'vitest';
import { copyName } from './copy-name.js';

it.each([
  ['Site', [], 'Site copy'],
  ['Site', ['Site', 'Site copy'], 'Site copy 2'],
  ['Site copy', ['Site', 'Site copy'], 'Site copy 2'],
  ['Site copy 2', ['Site copy', 'Site copy 2'], 'Site copy 3'],
  ['x'.repeat(120), [], `${'x'.repeat(105)} copy`],
])('a copy of %s beside %j is called %s', (name, others, expected) => {
  expect(copyName(name, others)).toBe(expected);
});
