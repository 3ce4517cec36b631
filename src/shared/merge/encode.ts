import { decode, type DecodedText, type Encoding } from './decode.js';

const MARK = '\uFEFF';

/** A text that can be written down again byte by byte as it was. */
export interface ExactText extends DecodedText {
  /** Whether a byte order mark says which encoding it is. */
  readonly marked: boolean;
}

/** Reads bytes as text, where writing the same text down gives the same bytes again; `undefined` for all else. */
export function readExactly(bytes: Uint8Array): ExactText | undefined {
  const decoded = decode(bytes);
  if (decoded === undefined) return undefined;
  const text = { ...decoded, marked: isMarked(bytes, decoded.encoding) };
  const again = encode(text.text, text);
  return again !== undefined && sameBytes(bytes, again) ? text : undefined;
}

/** Writes a text down; `undefined` where it has letters that the encoding lacks. */
export function encode(
  text: string,
  { encoding, marked }: Pick<ExactText, 'encoding' | 'marked'>,
): Uint8Array | undefined {
  const whole = marked ? MARK + text : text;
  switch (encoding) {
    case 'utf-8':
    case 'utf-8-bom':
      // Half a pair of surrogates would become another letter.
      return whole.isWellFormed() ? new TextEncoder().encode(whole) : undefined;
    case 'utf-16le':
    case 'utf-16be':
      return utf16(whole, encoding === 'utf-16le');
    case 'latin-1':
      return latin1(whole);
  }
}

function isMarked(bytes: Uint8Array, encoding: Encoding): boolean {
  if (encoding === 'utf-8-bom') return true;
  const first = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  return (encoding === 'utf-16le' && first === 0xfffe) || (encoding === 'utf-16be' && first === 0xfeff);
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1)
    view.setUint16(index * 2, text.charCodeAt(index), littleEndian);
  return bytes;
}

/** Every letter of the single-byte encoding with its byte. */
const LATIN_1: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
    byte,
  ]),
);

function latin1(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const byte = LATIN_1.get(text.charAt(index));
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  return bytes;
}

/** Whether two texts are the same, byte by byte. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
