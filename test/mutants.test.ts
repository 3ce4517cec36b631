import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placesOf } from '../scripts/mutants/place.mjs';
import { MUTANTS } from '../scripts/mutants/table.mjs';

const ROOT = join(import.meta.dirname, '..');

it.each(MUTANTS.map((mutant) => [`${mutant.breaks}: ${mutant.what}`, mutant] as const))(
  'the defect “%s” still has its place in the code, and its tests',
  async (_name, { file, from, tests }) => {
    const text = await readFile(join(ROOT, file), 'utf8');
    expect(placesOf(text, from)).toHaveLength(1);
    for (const test of tests) await expect(access(join(ROOT, test))).resolves.toBeUndefined();
  },
);

describe('the place of a defect', () => {
  const TEXT = "if (a) {\n  // why\n  b('x y',\n    c);\n}\nb('x y', d);\n";

  it.each([
    ["b('x y', c);", ["b('x y',\n    c);"]],
    ["if (a) { b('x y', c)", ["if (a) {\n  // why\n  b('x y',\n    c)"]],
    ["b('x y',", ["b('x y',", "b('x y',"]],
    ['why', []],
    ["b('z')", []],
  ])('is found by the tokens of its code, however these are laid out: %s', (code, found) => {
    expect(placesOf(TEXT, code).map(({ from, to }) => TEXT.slice(from, to))).toEqual(found);
  });
});
