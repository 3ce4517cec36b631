/** How the bytes of a text are to be read. */
export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'latin-1';

/** How the lines of a text end; `none` where it has a single line. */
export type LineEnds = 'lf' | 'crlf' | 'cr' | 'mixed' | 'none';

/** A text, and how it is written down; `undefined` for bytes that are no text. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  readonly lineEnds: LineEnds;
}

/**
 * Reads bytes as text. A byte order mark is believed; else what is valid UTF-8 is UTF-8, what has a zero in every other byte is UTF-16, and
 * what looks like words in a single-byte encoding is guessed to be Latin-1. `cutOff` says that the bytes are the beginning of more, which may
 * end in the middle of a character.
 */
export function decode(bytes: Uint8Array, cutOff = false): DecodedText | undefined {
  const encoding = encodingOf(bytes, cutOff);
  if (encoding === undefined) return undefined;
  const text = new TextDecoder(LABELS[encoding]).decode(bytes, { stream: cutOff });
  return { text, encoding, lineEnds: lineEndsOf(text) };
}

const LABELS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'utf-8',
  'utf-8-bom': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  // What browsers and editors read as Latin-1 has quotation marks and dashes where that has controls.
  'latin-1': 'windows-1252',
};

function encodingOf(bytes: Uint8Array, cutOff: boolean): Encoding | undefined {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return isUtf8(bytes, cutOff) ? 'utf-8-bom' : undefined;
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  if (bytes.includes(0)) return unmarkedUtf16(bytes);
  if (isUtf8(bytes, cutOff)) return hasManyControls(bytes) ? undefined : 'utf-8';
  return hasManyControls(bytes) || !isMostlyAscii(bytes) ? undefined : 'latin-1';
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function isUtf8(bytes: Uint8Array, cutOff: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cutOff });
    return true;
  } catch {
    return false;
  }
}

/** How many bytes at the beginning tell what the rest is. */
const LOOKED_AT = 4096;

/** Western text in UTF-16 without a mark: a zero in nearly every second byte, and in none of the others. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | undefined {
  const start = bytes.subarray(0, LOOKED_AT);
  const pairs = Math.floor(start.length / 2);
  if (pairs < 2 || bytes.length % 2 !== 0) return undefined;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < pairs * 2; index += 1) {
    if (start[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  if (even === 0 && odd >= pairs * 0.9) return 'utf-16le';
  return odd === 0 && even >= pairs * 0.9 ? 'utf-16be' : undefined;
}

/** Whether there are controls that no text has: all but tab, line ends, form feed and escape. */
function hasManyControls(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, LOOKED_AT);
  const controls = start.filter(
    (byte) => byte < 0x20 && ![0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte),
  );
  return controls.length > start.length / 100;
}

/** In a western text single letters are accented, not half of them. */
function isMostlyAscii(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, LOOKED_AT);
  return start.filter((byte) => byte < 0x80).length >= start.length * 0.6;
}

function lineEndsOf(text: string): LineEnds {
  const kinds = new Set<LineEnds>();
  for (const [end] of text.matchAll(/\r\n|\r|\n/g)) {
    kinds.add(end === '\r\n' ? 'crlf' : end === '\n' ? 'lf' : 'cr');
    if (kinds.size > 1) return 'mixed';
  }
  return [...kinds][0] ?? 'none';
}
