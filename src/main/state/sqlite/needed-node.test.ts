import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isNodeEnough, NODE_RANGE } from './needed-node.js';

describe('the Node that remembering needs', () => {
  it.each([
    ['20.19.5', false],
    ['22.13.0', false],
    // Its SQLite has no `setReturnArrays` before 22.16, and no 23 ever got it.
    ['22.15.1', false],
    ['22.16.0', true],
    ['22.21.1', true],
    ['23.11.1', false],
    ['24.0.0', true],
    ['24.15.0', true],
    ['26.0.0', true],
  ])('%s is enough: %s', (version, enough) => {
    expect(isNodeEnough(version)).toBe(enough);
  });

  it('is the one that package.json asks for', async () => {
    const text = await readFile(join(import.meta.dirname, '..', '..', '..', '..', 'package.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ engines: { node: NODE_RANGE } });
  });
});
