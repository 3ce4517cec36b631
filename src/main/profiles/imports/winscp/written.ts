import { TextDecoder } from 'node:util';
import { decodeUtf8 } from '../format/decode.js';

/** What a password of WinSCP came to. */
export type RevealedPassword =
  | { readonly kind: 'revealed'; readonly password: string }
  /** WinSCP has encrypted it with a master password. */
  | { readonly kind: 'master-password' }
  | { readonly kind: 'unreadable' };

/** Each byte is written in hexadecimal, mixed with this one. */
const MIXED_WITH = 0x5c;
/** Stands first where the password follows the names that it is for; otherwise, the first byte is its length. */
const WITH_KEY = 0xff;
const SHORT = 0x00;
const BY_MASTER_PASSWORD = 0x01;
const LONG = 0x02;

/**
 * Reveals a password as WinSCP writes it into its settings: hidden, but not encrypted, unless there is a master password. `key` is what stands
 * before the password: the user name and the host that it is for. Never throws.
 */
export function revealPassword(hidden: string, key: string): RevealedPassword {
  if (!/^(?:[0-9A-F]{2})+$/i.test(hidden)) return { kind: 'unreadable' };
  const bytes = Buffer.from(hidden, 'hex').map((byte) => byte ^ MIXED_WITH);
  const at = (index: number): number => bytes[index] ?? 0;
  let [length, next] = [at(0), 1];
  const hasKey = length === WITH_KEY;
  if (hasKey) {
    switch (at(1)) {
      case SHORT:
        [length, next] = [at(2), 3];
        break;
      case LONG:
        [length, next] = [at(2) * 256 + at(3), 4];
        break;
      case BY_MASTER_PASSWORD:
        return { kind: 'master-password' };
      default:
        return { kind: 'unreadable' };
    }
  }
  // As many bytes follow that mean nothing, so that nobody sees how long it is.
  const start = next + 1 + at(next);
  const written = bytes.subarray(start, start + length);
  if (written.length < length) return { kind: 'unreadable' };
  const text = decodeUtf8(written);
  if (text === undefined || (hasKey && !text.startsWith(key))) return { kind: 'unreadable' };
  return { kind: 'revealed', password: hasKey ? text.slice(key.length) : text };
}

/** Stands before what is UTF-8; all else is in the system's own encoding. */
const UTF_8_MARK = '\u00EF\u00BB\u00BF';

/** Reads a name or value in WinSCP's settings, where `%` and two digits stand for a byte. */
export function readWinScpText(written: string): string {
  if (!written.includes('%')) return written;
  const bytes = written.replaceAll(/%([0-9A-F]{2})/gi, (_whole, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  const decoded = (text: string, encoding: string): string =>
    new TextDecoder(encoding).decode(Buffer.from(text, 'latin1'));
  if (bytes.startsWith(UTF_8_MARK)) return decoded(bytes.slice(UTF_8_MARK.length), 'utf-8');
  // What stands there as it is needs no decoding, and may not be Latin.
  return /[\u0100-\uFFFF]/.test(bytes) ? bytes : decoded(bytes, 'windows-1252');
}
