import { disableTypes, imageSize, types } from 'image-size';
import { extensionOf } from '../../../shared/entry/path.js';

/** Pictures that the window can draw, by the end of their names. */
const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
  avif: 'image/avif',
  svg: 'image/svg+xml',
};

/** The media type of a picture, by its name; `undefined` for all else. */
export function pictureTypeOf(path: string): string | undefined {
  const extension = extensionOf(path);
  return Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined;
}

/** Width and height in pixels. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
}

/** The most pixels of a picture that is drawn: a small file can unfold into a picture that fills the memory. */
const MOST_PIXELS = 100_000_000;

/** What is looked into for its size: the kinds above, AVIF under the name of its container. */
const SIZED: readonly string[] = ['png', 'jpg', 'gif', 'webp', 'bmp', 'ico', 'heif'];
disableTypes(types.filter((type) => !SIZED.includes(type)));

/** The size that the head of a picture tells; `undefined` where it tells none. */
export function pixelsOf(bytes: Uint8Array): Pixels | undefined {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && height > 0 ? { width, height } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a picture can be drawn: it has a size in pixels, and not too many of them. */
export function isDrawable(type: string, bytes: Uint8Array): boolean {
  if (type === 'image/svg+xml') return bytes.length > 0;
  const pixels = pixelsOf(bytes);
  return pixels !== undefined && pixels.width * pixels.height <= MOST_PIXELS;
}
