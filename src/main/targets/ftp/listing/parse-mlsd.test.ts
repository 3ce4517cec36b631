import { describe, expect, test } from 'vitest';
import { UNREADABLE } from './list-line.js';
import {
  FOLDER_ITSELF,
  parseMlsdLine,
  parseMlstReply,
  uniqueOfMlst,
  UnreadableListing,
  type MlsdLine,
} from './parse-mlsd.js';

function entryIn(line: string): MlsdLine {
  const parsed = parseMlsdLine(line);
  if (parsed === FOLDER_ITSELF) throw new Error('No entry.');
  return parsed;
}

const MODIFIED = { ms: Date.UTC(2026, 10, 22, 10, 43, 5), precisionMs: 1000 };

describe('a line of MLSD', () => {
  test.each([
    ['type=file;size=5;modify=20261122104305; a b', 'a b', { kind: 'file', size: 5, modified: MODIFIED }],
    ['Type=File;Size=5;Modify=20261122104305; x;y=z', 'x;y=z', { kind: 'file', size: 5, modified: MODIFIED }],
    ['type=file;size=5;  leading', ' leading', { kind: 'file', size: 5, modified: undefined }],
    ['modify=20261122104305;type=dir;sizd=4096; d', 'd', { kind: 'folder' }],
    ['type=OS.unix=symlink;size=5; l', 'l', { kind: 'other', what: 'symbolic-link' }],
    ['type=OS.unix=slink:/x;size=5; l', 'l', { kind: 'other', what: 'symbolic-link' }],
    ['type=OS.unix=chr-1/3; null', 'null', { kind: 'other', what: 'device' }],
    ['type=file;size=5; ../up', '../up', { kind: 'file', size: 5, modified: undefined }],
    ['type=file; no size', 'no size', { kind: 'unsized-file', modified: undefined }],
    ['type=file;size=x; y', 'y', UNREADABLE],
    ['type=file;size=-5; y', 'y', UNREADABLE],
    ['type=file;size=9007199254740993; y', 'y', UNREADABLE],
    ['type=file;size=1;modify=00000000000000; y', 'y', { kind: 'file', size: 1, modified: undefined }],
    ['type=file;size=1;modify=20261322104305; y', 'y', { kind: 'file', size: 1, modified: undefined }],
    ['type=file;size=1;modify=191261122104305; y', 'y', { kind: 'file', size: 1, modified: undefined }],
    ['size=5;modify=20261122104305; no type', 'no type', UNREADABLE],
    [' no facts', 'no facts', UNREADABLE],
  ])('%j names %j', (line, name, entry) => {
    expect(entryIn(line)).toEqual({ name, entry, unique: undefined });
  });

  test.each(['type=cdir; /a', 'type=pdir; ..', 'type=dir; .', 'type=dir; ..'])(
    '%j stands for no entry',
    (line) => {
      expect(parseMlsdLine(line)).toBe(FOLDER_ITSELF);
    },
  );

  test.each([
    'garbage',
    'type=file;size=5;',
    'type=file;size=5; ',
    'ls: cannot open the folder',
    'Permission denied',
  ])('%j is not passed over: what it hides is unknown (S8)', (line) => {
    expect(() => parseMlsdLine(line)).toThrow(UnreadableListing);
  });
});

test('the reply to MLST tells what lies under a path', () => {
  expect(parseMlstReply('250-Begin\n type=file;size=5;modify=20261122104305.250; /a b\n250 End.')).toEqual({
    kind: 'file',
    size: 5,
    modified: { ms: MODIFIED.ms + 250, precisionMs: 1 },
  });
  expect(parseMlstReply('250-Listing\n type=cdir; /a\n250 End')).toEqual({ kind: 'folder' });
  expect(() => parseMlstReply('250 yes')).toThrow(UnreadableListing);
});

test.each([
  ['UNIX.mode=0751;', 0o751],
  ['unix.mode=0o640;', 0o640],
  ['UNIX.mode=4755;', 0o755],
  ['UNIX.mode=rwx;', undefined],
  ['', undefined],
])('“%s” tells the permissions %d', (fact, permissions) => {
  expect(entryIn(`type=file;size=1;${fact} x`).entry).toEqual({
    kind: 'file',
    size: 1,
    modified: undefined,
    permissions,
  });
});

test.each([
  ['unique=801g2f3;', '801g2f3'],
  ['Unique=FD00U12;', 'FD00U12'],
  ['unique=10;', '10'],
  ['unique=801g0;', undefined],
  ['unique=0;', undefined],
  ['unique=;', undefined],
  ['', undefined],
])('“%s” names a folder %j, whatever its path', (fact, unique) => {
  expect(entryIn(`type=dir;${fact} d`).unique).toBe(unique);
  expect(uniqueOfMlst(`250-Listing\n type=dir;${fact} /some where\n250 End`)).toBe(unique);
});
