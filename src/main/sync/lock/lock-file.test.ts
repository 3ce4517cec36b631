import { describe, expect, test } from 'vitest';
import type { Entry, FileEntry } from '../../../shared/entry/entry.js';
import { isThisFile } from './lock-file.js';

const WRITTEN: FileEntry = { kind: 'file', size: 200, modified: { ms: 1000, precisionMs: 1000 }, id: '7' };

/** A side on which this lies under the lock's name. */
function placeWith(there: Entry | undefined): Parameters<typeof isThisFile>[0] {
  const target = { stat: () => Promise.resolve(there) };
  return { target, file: '.lock', signal: new AbortController().signal };
}

describe('a lock that was just written', () => {
  test.each<readonly [what: string, written: FileEntry, there: Entry | undefined, proven: boolean]>([
    ['is there where its side shows the same file', WRITTEN, WRITTEN, true],
    ['is not proven by another file of the same size and time', WRITTEN, { ...WRITTEN, id: '8' }, false],
    [
      'is not proven by a file of the same number that was written since',
      WRITTEN,
      { ...WRITTEN, size: 201 },
      false,
    ],
    [
      'is not proven by an earlier time',
      WRITTEN,
      { ...WRITTEN, modified: { ms: 0, precisionMs: 1000 } },
      false,
    ],
    ['is not proven where its side has no numbers for files', { ...WRITTEN, id: undefined }, WRITTEN, false],
    ['is not proven where its side tells no times', { ...WRITTEN, modified: undefined }, WRITTEN, false],
    ['is not there where nothing is', WRITTEN, undefined, false],
    ['is not there where a folder is', WRITTEN, { kind: 'folder' }, false],
  ])('%s', async (_what, written, there, proven) => {
    expect(await isThisFile(placeWith(there), written)).toBe(proven);
  });
});
