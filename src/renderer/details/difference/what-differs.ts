import type { FileContent } from '../../../shared/content.js';
import { decode, type DecodedText } from '../../../shared/merge/decode.js';
import { firstDifference } from '../content/first-difference.js';
import { isDrawable, pictureTypeOf } from '../content/picture.js';

/** What was read of a file: of both sides, or of the only one that has it. */
export interface Contents {
  readonly local?: FileContent | undefined;
  readonly remote?: FileContent | undefined;
}

/** How to show contents. */
export type Shown =
  /** Both sides have the same bytes. */
  | { readonly kind: 'same' }
  | { readonly kind: 'pictures'; readonly type: string }
  | {
      readonly kind: 'text';
      readonly local?: DecodedText | undefined;
      readonly remote?: DecodedText | undefined;
    }
  /** A text of which only the beginning was read. */
  | { readonly kind: 'long-text'; readonly at: number | undefined }
  /** Anything else; `at` is where the bytes that were read differ first, where they do. */
  | { readonly kind: 'bytes'; readonly at: number | undefined };

/** How to show what was read. `asText` asks for the words of what could be drawn as well. */
export function whatDiffers(path: string, { local, remote }: Contents, asText: boolean): Shown {
  const all = [local, remote].filter((one) => one !== undefined);
  const whole = all.every(isWhole);
  const at =
    local === undefined || remote === undefined ? undefined : firstDifference(local.bytes, remote.bytes);
  if (all.length === 2 && at === undefined && whole) return { kind: 'same' };
  const type = pictureTypeOf(path);
  if (type !== undefined && !asText && whole && all.every(({ bytes }) => isDrawable(type, bytes))) {
    return { kind: 'pictures', type };
  }
  const texts = {
    local: local && decode(local.bytes, !isWhole(local)),
    remote: remote && decode(remote.bytes, !isWhole(remote)),
  };
  const areTexts = [texts.local, texts.remote].filter((text) => text !== undefined).length === all.length;
  if (!areTexts) return { kind: 'bytes', at };
  return whole ? { kind: 'text', ...texts } : { kind: 'long-text', at };
}

/** Whether all of a file was read. */
export function isWhole({ bytes, size }: FileContent): boolean {
  return bytes.length === size;
}

/** Whether to read up to `most` bytes of each file shows more: all of a text, or where files differ that are alike so far. */
export function wantsMore(shown: Shown, { local, remote }: Contents, most: number): boolean {
  if (shown.kind !== 'long-text' && shown.kind !== 'bytes') return false;
  const all = [local, remote].filter((one) => one !== undefined);
  if (all.every(isWhole)) return false;
  if (shown.kind === 'long-text' && all.every(({ size }) => size <= most)) return true;
  return all.length === 2 && shown.at === undefined;
}
