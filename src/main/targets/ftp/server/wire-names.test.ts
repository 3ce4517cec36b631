import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkName } from '../../../../shared/entry/names.js';
import { ProblemError } from '../../../../shared/problem-error.js';
import type { Listed } from '../../target.js';
import { encodingOf, UTF_8, type NameEncoding } from '../protocol/encodings.js';
import { WireNames } from './wire-names.js';

const FILE = { kind: 'file', size: 1, modified: undefined } as const;

function encoding(label: string): NameEncoding {
  const found = encodingOf(label);
  if (found === undefined) throw new Error(`No encoding ${label}.`);
  return found;
}

/** What a folder is said to hold whose listing has these bytes for names. */
function learned(names: WireNames, ...wires: readonly string[]): readonly string[] {
  const listed: readonly Listed[] = wires.map((name) => ({ name, entry: FILE }));
  return names.learn('', listed).map(({ name, entry }) => (entry.kind === 'file' ? name : `(${name})`));
}

describe('an encoding', () => {
  test.each([
    ['utf-8', 'Übergröße 日本 🙂', 'Ã\u009cbergrÃ¶Ã\u009fe æ\u0097¥æ\u009c¬ ð\u009f\u0099\u0082'],
    ['windows-1252', 'Übergröße €', '\xDCbergr\xF6\xDFe \x80'],
    ['iso-8859-2', 'Łódź', '\xA3\xF3d\xBC'],
    ['koi8-r', 'мир', '\xCD\xC9\xD2'],
    ['shift_jis', '日本', '\x93\xFA\x96\x7B'],
    ['gbk', '中文', '\xD6\xD0\xCE\xC4'],
    ['big5', '中文', '\xA4\xA4\xA4\xE5'],
    ['euc-kr', '한글', '\xC7\xD1\xB1\xDB'],
    ['euc-jp', '日本', '\xC6\xFC\xCB\xDC'],
  ])('%s writes %j as it reads it', (label, text, wire) => {
    expect(encoding(label).encode(text)).toBe(wire);
    expect(encoding(label).decode(wire)).toBe(text);
  });

  test('has nothing for what it lacks, nor text for what is not of it', () => {
    expect(encoding('windows-1252').encode('日')).toBeUndefined();
    expect(UTF_8.encode('\uD800')).toBeUndefined();
    expect(UTF_8.decode('M\xFCller')).toBeUndefined();
    expect(encoding('shift_jis').decode('\x93')).toBeUndefined();
  });

  test.each(['utf-16le', 'iso-2022-jp', 'replacement', 'no-such'])('of the name %s cannot serve', (label) => {
    expect(encodingOf(label)).toBeUndefined();
  });

  test('that has only some characters never writes another one in their place', () => {
    const labels = fc.constantFrom('utf-8', 'windows-1252', 'koi8-r', 'shift_jis', 'gbk', 'big5', 'euc-kr');
    fc.assert(
      fc.property(labels, fc.string({ unit: 'binary' }), (label, text) => {
        const wire = encoding(label).encode(text);
        if (wire !== undefined) expect(encoding(label).decode(wire)).toBe(text);
      }),
    );
  });
});

describe('a name in other bytes', () => {
  test('is read as Windows-1252, and its bytes go back', () => {
    const names = new WireNames(UTF_8, 'remote');
    expect(learned(names, 'M\xFCller', 'gr\xC3\xBCn')).toEqual(expect.arrayContaining(['Müller', 'grün']));
    expect(names.encode('Müller')).toEqual(['M\xFCller']);
    expect(names.encode('Müller/Müller')).toEqual(['M\xFCller', 'M\xC3\xBCller']);
    expect(names.encode('grün')).toEqual(['gr\xC3\xBCn']);
  });

  test('that would be taken for another name is skipped (S9)', () => {
    const names = new WireNames(UTF_8, 'remote');
    expect(learned(names, 'M\xFCller', 'M\xC3\xBCller')).toEqual(['Müller', '(M\uFFFDfcller)']);
    expect(names.encode('Müller')).toEqual(['M\xC3\xBCller']);
  });

  test('is forgotten when the name is listed in the usual bytes', () => {
    const names = new WireNames(UTF_8, 'remote');
    learned(names, 'M\xFCller');
    learned(names, 'M\xC3\xBCller');
    expect(names.encode('Müller')).toEqual(['M\xC3\xBCller']);
  });

  test('of a folder that has not been listed has to be looked up first', () => {
    const names = new WireNames(UTF_8, 'remote');
    expect(names.unlisted('plain/file')).toEqual([]);
    expect(names.unlisted('a/ü/b/ö')).toEqual(['a', 'a/ü/b']);
    names.learn('a', []);
    names.made('a/ü/b');
    expect(names.unlisted('a/ü/b/ö')).toEqual([]);
  });

  test('comes back as the very bytes that were listed, whatever they are', () => {
    const bytes = fc
      .uint8Array({ minLength: 1, maxLength: 12 })
      .map((array) => Buffer.from(array).toString('latin1'))
      .filter((wire) => checkName(wire, 'posix') === undefined);
    const labels = fc.constantFrom('utf-8', 'windows-1252', 'shift_jis', 'gbk', 'koi8-r');
    fc.assert(
      fc.property(labels, fc.uniqueArray(bytes), (label, wires) => {
        const names = new WireNames(encoding(label), 'remote');
        const shown = names.learn(
          '',
          wires.map((name) => ({ name, entry: FILE })),
        );
        expect(new Set(shown.map(({ name }) => name)).size).toBe(wires.length);
        const sent = shown.flatMap(({ name, entry }) => {
          // Control characters of Windows-1252 are refused like any other (S9).
          if (entry.kind !== 'file' || /\p{Cc}/u.test(name)) return [];
          return names.encode(name);
        });
        for (const wire of sent) expect(wires).toContain(wire);
        expect(new Set(sent).size).toBe(sent.length);
      }),
    );
  });
});

test('a name without bytes is refused, and named', () => {
  const names = new WireNames(encoding('windows-1252'), 'remote');
  const refused = (): unknown => names.encode('folder/日本');
  expect(refused).toThrow(ProblemError);
  expect(refused).toThrow(/“folder\/日本”/);
});
