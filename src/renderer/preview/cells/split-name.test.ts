import { expect, it } from 'vitest';
import { splitName } from './split-name.js';

it.each([
  ['short.txt', '', 'short.txt'],
  ['holiday pictures 2026 part 12.jpeg', 'holiday pictures 2026 par', 't 12.jpeg'],
  ['a very long name without an end', 'a very long name witho', 'ut an end'],
  ['archive of everything.configuration', 'archive of everythi', 'ng.configuration'],
])('%s is shortened before “%s” ends', (name, head, tail) => {
  expect(splitName(name)).toEqual([head, tail]);
});

it('keeps letters and emoji whole', () => {
  for (const name of [
    'a name with a café in the e\u0301\u0301\u0301.txt',
    'many emoji 🎉🏺🎉🏺🎉🏺🎉🏺.png',
  ]) {
    const [head, tail] = splitName(name);
    expect(head + tail).toBe(name);
    expect(head.isWellFormed() && tail.isWellFormed()).toBe(true);
    expect(tail).not.toMatch(/^\p{M}/u);
  }
});
