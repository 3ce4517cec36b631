import { TextDecoder } from 'node:util';
import { ProblemError } from '../../../../shared/problem-error.js';
import type { FtpSettings } from './settings.js';

/**
 * How names become the bytes that a server keeps them in, and back. Bytes are held in strings, one character each: that is the form
 * (here: wire form) in which commands are put together and replies and listings arrive.
 */
export interface NameEncoding {
  /** The text for bytes; `undefined` where they are not valid in this encoding. */
  decode(wire: string): string | undefined;
  /** The bytes for text; `undefined` where the encoding has none for one of its characters. */
  encode(text: string): string | undefined;
}

export const UTF_8: NameEncoding = {
  decode: strictly(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })),
  encode: (text) => (text.isWellFormed() ? Buffer.from(text, 'utf8').toString('latin1') : undefined),
};

const known = new Map<string, NameEncoding | undefined>([['utf-8', UTF_8]]);

/** The encoding of that name in the WHATWG Encoding Standard; `undefined` where there is none that can serve for names on a server. */
export function encodingOf(label: string): NameEncoding | undefined {
  if (!known.has(label)) known.set(label, makeEncoding(label));
  return known.get(label);
}

/** The encoding that the settings name; throws `invalid` where there is none of that name. */
export function encodingFor({ line, side }: FtpSettings): NameEncoding {
  const encoding = encodingOf(line.encoding.toLowerCase());
  if (encoding !== undefined) return encoding;
  throw new ProblemError({
    kind: 'invalid',
    what: `Evenkeel does not know the file name encoding “${line.encoding}”.`,
    advice: 'Choose another one in the profile, such as utf-8 or windows-1252.',
    side,
  });
}

function makeEncoding(label: string): NameEncoding | undefined {
  try {
    const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
    if (decoder.encoding === 'utf-8') return UTF_8;
    const decode = strictly(decoder);
    // A slash has to stay one, and a byte has to mean the same wherever it stands.
    if (decode('/') !== '/' || decoder.encoding === 'iso-2022-jp') return undefined;
    let table: ReadonlyMap<string, string> | undefined;
    return { decode, encode: (text) => encodeBy((table ??= tableOf(decode)), text) };
  } catch {
    return undefined;
  }
}

function strictly(decoder: TextDecoder): NameEncoding['decode'] {
  return (wire) => {
    try {
      return decoder.decode(Buffer.from(wire, 'latin1'));
    } catch {
      return undefined;
    }
  };
}

function encodeBy(table: ReadonlyMap<string, string>, text: string): string | undefined {
  let wire = '';
  for (const character of text) {
    const bytes = table.get(character);
    if (bytes === undefined) return undefined;
    wire += bytes;
  }
  return wire;
}

/**
 * The platform only decodes, so every sequence of one and two bytes is decoded once; of several for one character the first
 * counts. (The sequences of three and four bytes in EUC-JP and GB 18030 are for characters that hardly any name holds.)
 */
function tableOf(decode: NameEncoding['decode']): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  const add = (wire: string): boolean => {
    const text = decode(wire);
    if (text === undefined || Array.from(text).length !== 1) return false;
    if (!table.has(text)) table.set(text, wire);
    return true;
  };
  const leads = everyByte().filter((byte) => !add(byte));
  for (const lead of leads) for (const second of everyByte()) add(lead + second);
  return table;
}

function everyByte(): readonly string[] {
  return Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
}
