import { expect, it } from 'vitest';
import { revealObscured } from './rclone.js';

// As `rclone obscure` of version 1.60 has written them.
it.each([
  ['_3qMiKIcZWHd83ShYzxHvQpnYQO4zw', 's3cret'],
  ['OaXYArukYgD4nnjuFusMs9Rc6cDJbWhJiAK6', 'open sesame'],
  ['s1R-jNcZ4X6kIwgv5CsVAEqc5Ydbn6aoUG4', 'pässwörd'],
])('%s is %s', (text, password) => {
  expect(revealObscured(text)).toBe(password);
});

it.each([
  '',
  's3cret',
  'not-obscured',
  '_3qMiKIcZWHd83ShYzxHvQpnYQO4z=',
  'A'.repeat(10_000),
  '_3qMiKIcZWHd83ShYzxHvQaaaaaaaaaaaa',
])('%s is none', (text) => {
  expect(revealObscured(text)).toBeUndefined();
});
