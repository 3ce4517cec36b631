import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../../shared/entry/entry.js';
import type { OnRecord } from '../../target.js';
import { parseFeatures } from '../protocol/features.js';
import type { Reply } from '../protocol/reply.js';
import { confirmationIn, confirmingCommands, isConfirmable } from './confirmation.js';

const NOW = Date.UTC(2026, 10, 29, 12);
const AT = Date.UTC(2026, 10, 28, 10, 20, 30);
const FEATURES = parseFeatures('211-Features:\n MLST type*;size*;modify*;\n SIZE\n MDTM\n211 End');
const BY_MDTM = { ...FEATURES, mlst: false };

function file(size: number, ms = AT, precisionMs = 1000): Entry {
  return { kind: 'file', size, modified: { ms, precisionMs } };
}

function expected(entries: Readonly<Record<string, Entry>>, besides: readonly string[] = []): OnRecord {
  return { entries: new Map(Object.entries(entries)), besides: new Set(besides) };
}

function said(code: number, message = ''): Reply {
  return { code, message: `${code}${message}`, good: code < 400 };
}

const HERE = [
  'drwxr-xr-x    2 1        1            4096 Nov 28 10:20 .',
  'drwxr-xr-x    2 1        1            4096 Nov 28 10:20 ..',
];
const line = (name: string, size = 3, kind = '-'): string =>
  `${kind}rw-r--r--    1 1        1 ${String(size).padStart(12)} Nov 28 10:20 ${name}`;

function stat(lines: readonly string[], code = 213): Reply {
  return said(code, `-Status:\n${lines.join('\n')}\n${code} End.`);
}

const mlst = (size = 3, time = '20261128102030'): Reply =>
  said(250, `-Begin\n type=file;size=${size};modify=${time}; f\n250 End.`);

const FOLDER = expected({ f: file(3), sub: { kind: 'folder' } }, ['.evenkeel-versions']);
const SHOWN = [...HERE, line('f'), line('sub', 4096, 'd')];

function kindOf(replies: readonly Reply[], what = FOLDER, features = FEATURES): string {
  return confirmationIn(replies, what, features, NOW).kind;
}

describe('S8: what STAT and MLST say of a folder confirms it', () => {
  it.each([
    ['where every name, size and time is as recorded', SHOWN, mlst()],
    ['with lines set back by a blank', SHOWN.map((one) => ` ${one}`), mlst()],
    ['with a folder of Evenkeel’s own beside it', [...SHOWN, line('.evenkeel-versions', 4096, 'd')], mlst()],
    ['with a total above it', ['total 8', ...SHOWN], mlst()],
  ])('%s', (_what, lines, told) => {
    expect(kindOf([said(250), stat(lines), told])).toBe('same');
  });

  it.each([
    ['a name more', [...SHOWN, line('g')], mlst()],
    ['a hidden name more', [...SHOWN, line('.g')], mlst()],
    ['a name less', [...HERE, line('f')], mlst()],
    ['another size in the list', [...HERE, line('f', 4), line('sub', 4096, 'd')], mlst()],
    ['another size in the facts', SHOWN, mlst(4)],
    ['another time, by a second', SHOWN, mlst(3, '20261128102031')],
    ['a folder in the file’s place', [...HERE, line('f', 3, 'd'), line('sub', 4096, 'd')], mlst()],
    ['a link in the folder’s place', [...HERE, line('f'), `${line('sub', 3, 'l')} -> x`], mlst()],
    ['a line that is none', [...SHOWN, 'and now for something else'], mlst()],
    ['a name twice', [...SHOWN, line('f')], mlst()],
    ['no facts', SHOWN, said(550, ' No.')],
    ['facts for a while not to be had', SHOWN, said(450, ' Busy.')],
  ])('S8: is not enough: %s', (_what, lines, told) => {
    expect(kindOf([said(250), stat(lines), told])).toBe('other');
  });

  it('S8: is not enough where a reply is missing, or the folder cannot be entered', () => {
    expect(kindOf([said(250), stat(SHOWN)])).toBe('other');
    expect(kindOf([said(550), stat(SHOWN), mlst()])).toBe('other');
  });

  it.each([
    ['its own status', stat(['     Connected to 127.0.0.1', '     TYPE: Binary'], 211)],
    ['nothing', stat([])],
    ['names without the folder itself, so that hidden ones may be missing', stat(SHOWN.slice(2))],
    ['that it does not know', said(502, ' Not implemented.')],
    ['that it is superfluous', said(202, ' OK.')],
  ])('is no listing where STAT says %s', (_what, reply) => {
    expect(kindOf([said(250), reply, mlst()])).toBe('no-listing');
  });

  it('knows by “.” that a folder without anything in it was listed', () => {
    expect(kindOf([said(250), stat(HERE)], expected({}))).toBe('same');
    expect(kindOf([said(250), stat([])], expected({}))).toBe('no-listing');
  });

  it('asks MDTM where there is no MLST, at the precision of the record', () => {
    const byMinute = expected({ f: file(3, Date.UTC(2026, 10, 28, 10, 20), 60_000) });
    const shown = stat([...HERE, line('f')]);
    expect(kindOf([said(250), shown, said(213, ' 20261128102030')], byMinute, BY_MDTM)).toBe('same');
    expect(kindOf([said(250), shown, said(213, ' 20261128102130')], byMinute, BY_MDTM)).toBe('other');
  });
});

describe('a folder is asked about in this way', () => {
  it('by commands that name nothing but what lies in it', () => {
    expect(confirmingCommands('/a b', FOLDER, FEATURES)).toEqual(['CWD /a b', 'STAT -a', 'MLST f']);
    expect(confirmingCommands('/a b', FOLDER, BY_MDTM)).toEqual(['CWD /a b', 'STAT -a', 'MDTM f']);
  });

  it.each(['a*', '[a]', 'a?', '-a', ' a', 'a ', 'a -l', 'a"b', 'a\\b', 'a\nb', '~a'])(
    'S9: never where a name could be read as something else: %j',
    (name) => {
      expect(isConfirmable('/', expected({ [name]: file(1) }))).toBe(false);
      expect(isConfirmable(`/x/${name}`, expected({}))).toBe(false);
    },
  );

  it('never where not all is files with a time, and folders', () => {
    expect(isConfirmable('/', expected({ a: { kind: 'file', size: 1 } }))).toBe(false);
    expect(isConfirmable('/', expected({ a: { kind: 'link', target: 'b' } }))).toBe(false);
    expect(isConfirmable('/', expected({ a: file(1), b: { kind: 'folder' } }))).toBe(true);
  });

  it('never where the server may cut the list', () => {
    const many = Object.fromEntries(Array.from({ length: 301 }, (_, index) => [`f${index}`, file(1)]));
    expect(isConfirmable('/', expected(many))).toBe(false);
  });
});
