import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isMetered } from '../../src/main/schedule/conditions/metered.js';

const PATH = process.env['PATH'] ?? '';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-metered-'));
  process.env['PATH'] = folder;
});
afterEach(async () => {
  process.env['PATH'] = PATH;
  await rm(folder, { recursive: true, force: true });
});

/** A program that takes the place of the system's, and writes down what it was asked. */
async function standIn(name: string, lines: string): Promise<void> {
  const program = join(folder, name);
  await writeFile(program, `#!/bin/sh\necho "$*" > ${join(folder, 'asked')}\n${lines}\n`);
  await chmod(program, 0o755);
}

it.skipIf(process.platform === 'win32').each([
  ['u 1', true],
  ['u 2', false],
  ['u 3', true],
  ['u 4', false],
  ['u 0', undefined],
  ['v 1', undefined],
])('NetworkManager’s answer “%s” means metered: %s', async (answer, metered) => {
  await standIn('busctl', `echo "${answer}"`);
  expect(await isMetered('linux')).toBe(metered);
  expect(await readFile(join(folder, 'asked'), 'utf8')).toContain('NetworkManager Metered');
});

it.skipIf(process.platform === 'win32')(
  'where the first program knows nothing, the second is asked',
  async () => {
    await standIn('busctl', 'exit 1');
    await standIn('gdbus', 'echo "(<uint32 1>,)"');
    expect(await isMetered('linux')).toBe(true);
    await standIn('gdbus', 'echo "(<uint32 4>,)"');
    expect(await isMetered('linux')).toBe(false);
  },
);

it('a system that does not tell, or has none of the programs, leaves it unknown', async () => {
  process.env['PATH'] = `${folder}${delimiter}${folder}`;
  expect(await isMetered('linux')).toBeUndefined();
  expect(await isMetered('darwin')).toBeUndefined();
});
