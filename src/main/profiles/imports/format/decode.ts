import { TextDecoder } from 'node:util';

/**
 * The text of a file: by its byte order mark, else UTF-8, else Windows-1252, in which older programs for Windows write. `undefined` where it is
 * no text at all.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder(markedEncoding(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252')).decode(
    bytes,
  );
  return text.includes('\0') ? undefined : text;
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * The text that is written in Base64, in which programs hide passwords without encrypting them; `undefined` where it is none. Never throws: a
 * settings file may hold anything.
 */
export function decodeBase64(text: string): string | undefined {
  const bare = text.replaceAll(/\s/g, '');
  if (!/^[0-9A-Za-z+/]*={0,2}$/.test(bare)) return undefined;
  return decodeUtf8(Buffer.from(bare, 'base64'));
}

/** The text that bytes are in UTF-8, a byte order mark included; `undefined` where they are none. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
