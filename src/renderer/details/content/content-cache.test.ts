import { expect, it } from 'vitest';
import type { FileContent } from '../../../shared/content.js';
import { ContentCache } from './content-cache.js';

const content = (size: number): FileContent => ({ size, bytes: new Uint8Array(size), asCompared: true });

it('forgets what was not looked at for longest when it is full', () => {
  const cache = new ContentCache(10);
  cache.put('a', content(4));
  cache.put('b', content(4));
  cache.get('a');
  cache.put('c', content(4));
  expect(['a', 'b', 'c'].filter((key) => cache.get(key) !== undefined)).toEqual(['a', 'c']);
});

it('counts what is put in again once only, and keeps nothing that is larger than all of it', () => {
  const cache = new ContentCache(10);
  for (let n = 0; n < 5; n += 1) cache.put('a', content(4));
  cache.put('b', content(6));
  expect(cache.get('a')).toBeDefined();
  cache.put('c', content(11));
  expect(cache.get('c')).toBeUndefined();
  cache.put('d', content(10));
  expect(cache.get('d')).toBeDefined();
});
