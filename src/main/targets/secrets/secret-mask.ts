import { printable } from '../item-path.js';

/** Replaces what is secret in a text by `***`. */
export type SecretMask = (text: string) => string;

/** What is known to be secret, and how a server may have got to see it. */
export interface Secrets {
  /** Empty ones count for nothing. */
  readonly secrets: readonly (string | undefined)[];
  /** The bytes of a text, one character each, in the encoding that is spoken with the server; `undefined` where it has none for it. */
  readonly encode?: ((text: string) => string | undefined) | undefined;
}

/** Shorter ones would mask half of every sentence, and say by it what they are. */
const SHORTEST = 4;

/** A word that may be base64 (RFC 4648, 4 and 5). */
const BASE64_WORD = /[\w+/-]+={0,2}/g;

/**
 * Makes the mask for some secrets: a secret is found as it is, in the bytes in which it went over the line, percent-encoded, with quotation marks or
 * backslashes in it doubled or escaped, and in base64, alone or with other things before and after it. Those of less than four characters are not
 * masked. `undefined` where there is nothing to mask.
 */
export function secretMask({ secrets, encode }: Secrets): SecretMask | undefined {
  const known = [...new Set(secrets)].filter(
    (secret): secret is string => secret !== undefined && secret.length >= SHORTEST,
  );
  if (known.length === 0) return undefined;
  const patterns = new Set(known.flatMap((secret) => patternsFor(secret, encode)));
  // Of two that begin at the same place, the longer one leaves nothing behind.
  const spelled = new RegExp([...patterns].sort((one, other) => other.length - one.length).join('|'), 'g');
  const cores = known.flatMap(base64Cores);
  return (text) =>
    text
      .replace(spelled, '***')
      .replace(BASE64_WORD, (word) => (cores.some((core) => word.includes(core)) ? '***' : word));
}

function patternsFor(secret: string, encode: Secrets['encode']): readonly string[] {
  const wires = new Set([Buffer.from(secret, 'utf8').toString('latin1'), encode?.(secret) ?? secret]);
  const seen = [
    secret,
    printable(secret),
    ...[...wires].flatMap((wire) => [wire, printable(wire), asUtf8(wire)]),
  ];
  return [
    percentPattern(secret, 'utf8'),
    ...[...wires].map((wire) => percentPattern(wire, 'latin1')),
    ...seen.flatMap(quoted).map((spelling) => literally(spelling)),
  ];
}

/** A text, and how it stands between quotation marks. */
function quoted(text: string): readonly string[] {
  return [
    text,
    text.replaceAll('"', '""'),
    text.replaceAll("'", "''"),
    text.replace(/["\\]/g, String.raw`\$&`),
    text.replace(/["'\\]/g, String.raw`\$&`),
    // Apostrophes cannot be escaped in what a shell takes as it is.
    text.replaceAll("'", String.raw`'\''`),
    JSON.stringify(text).slice(1, -1),
  ];
}

/** RFC 3986, 2.1: some of the characters, or all of them, as `%` and the number of each byte. Forms write blanks as `+`. */
function percentPattern(text: string, encoding: 'utf8' | 'latin1'): string {
  return Array.from(text, (character) => {
    const bytes = [...Buffer.from(character, encoding)];
    const percent = bytes.map((byte) => `%${hexPattern(byte)}`).join('');
    const blank = character === ' ' ? String.raw`|\+` : '';
    return `(?:${percent}|${literally(character)}${blank})`;
  }).join('');
}

/** A pattern for nothing but the text. */
function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

function hexPattern(byte: number): string {
  const digits = byte.toString(16).padStart(2, '0');
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** How bytes look where they are read as UTF-8. */
function asUtf8(wire: string): string {
  return Buffer.from(wire, 'latin1').toString('utf8');
}

/**
 * The characters that a secret makes of base64 by itself, wherever it begins: three bytes become four characters, so there are three ways to
 * begin, and those at both ends hold something of what is beside it.
 */
function base64Cores(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const cores = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)),
  );
  return [...new Set(cores.flatMap((core) => [core, core.replaceAll('+', '-').replaceAll('/', '_')]))];
}
