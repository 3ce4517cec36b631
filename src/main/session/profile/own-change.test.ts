import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOwnChange } from './own-change.js';

const SITE = join('/', 'home', 'anna', 'site');
const PLACES = [join(SITE, 'st', 'state'), join(SITE, 'run.log'), join('/', 'home', 'anna', '.config')];

describe('a change in a folder that is watched', () => {
  it.each([
    ['index.html', false],
    ['st/mine.txt', false],
    ['run.log.txt', false],
    ['old/run.log', false],
    ['.evenkeelignore', false],
    ['run.log', true],
    ['st/state', true],
    ['st/state/cli-1.sqlite-wal', true],
    ['.evenkeel-lock.json', true],
    ['css/.evenkeel-versions', true],
    ['css/.evenkeel-0123abcd-m1x0.part', true],
    ['ek_lock.tmp', true],
    ['css/ek_0123abcd-m1x0.tmp', true],
    ['ek_notes.tmp', false],
  ])('to %s is Evenkeel’s own: %s', (path, own) => {
    expect(isOwnChange(SITE, 'ek_*.tmp', PLACES)(join(SITE, path))).toBe(own);
  });

  it('is somebody’s where the whole folder lies in a place of Evenkeel’s', () => {
    for (const place of [SITE, join('/', 'home')]) {
      expect(isOwnChange(SITE, '.evenkeel-*', [place])(join(SITE, 'index.html'))).toBe(false);
    }
  });
});
