import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  FALLBACK_VERSION,
  NEWEST_VERSION,
  runtimeStep,
  whichRuntime,
} from '../../scripts/lib/runtime-source.mjs';

const VERSIONS = { newest: '45.5.0', fallback: '42.0.0' };

it.each([
  [undefined, false, 'get'],
  [undefined, true, 'get'],
  ['45.5.0', false, 'use'],
  ['45.5.0', true, 'use'],
  ['42.0.0', false, 'use'],
  ['42.0.0', true, 'try-newest'],
  ['44.1.0', false, 'get'],
  ['44.1.0', true, 'get'],
] as const)(
  'with the runtime %s in place, insisting on the newest %s, the step is “%s”',
  (have, insist, step) => {
    expect(runtimeStep(have, { ...VERSIONS, insist })).toBe(step);
  },
);

it('says which runtime is in place, and what the fallback is not for', () => {
  expect(whichRuntime('45.5.0', '45.5.0')).toBe('Electron 45.5.0, as package.json names it.');
  expect(whichRuntime('42.0.0', '45.5.0')).toMatch(/42\.0\.0, the fallback .* 45\.5\.0.* not for releases/);
  expect(whichRuntime(undefined, '45.5.0')).toContain('no runtime yet');
});

it('the fallback is older than what releases are made with', () => {
  const major = (version: string): number => Number(version.split('.')[0]);
  expect(major(NEWEST_VERSION)).toBeGreaterThan(major(FALLBACK_VERSION));
});

it('a release is tested and made on the runtime that package.json names', async () => {
  const root = join(import.meta.dirname, '..', '..');
  const steps = await readFile(join(root, '.github', 'workflows', 'release.yml'), 'utf8');
  const [insists, tests] = [steps.indexOf('npm run runtime -- --newest'), steps.indexOf('npm test')];
  expect(insists).toBeGreaterThan(0);
  expect(tests).toBeGreaterThan(insists);
});
