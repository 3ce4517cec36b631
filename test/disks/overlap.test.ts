import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { findOverlap } from '../../src/main/profiles/overlap.js';

const run = promisify(execFile);
const mayMount = process.platform === 'linux' && process.getuid?.() === 0;

test.skipIf(!mayMount)(
  `a folder that is mounted in a second place is one folder${mayMount ? '' : ': skipped, only root may mount, on Linux'}`,
  async () => {
    const base = await mkdtemp(join(tmpdir(), 'evenkeel-bind-'));
    const [real, seen] = [join(base, 'real'), join(base, 'seen')];
    for (const folder of [real, join(real, 'deep'), seen]) await mkdir(folder);
    await run('mount', ['--bind', real, seen]);
    try {
      expect(await findOverlap(real, seen, 'linux')).toBe('same');
      expect(await findOverlap(real, join(seen, 'deep'), 'linux')).toBe('second-inside-first');
      expect(await findOverlap(join(seen, 'not/yet'), real, 'linux')).toBe('first-inside-second');
      expect(await findOverlap(join(real, 'one'), join(seen, 'other'), 'linux')).toBeUndefined();
    } finally {
      await run('umount', ['-l', seen]);
      await rm(base, { recursive: true });
    }
  },
);
