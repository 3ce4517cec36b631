/** Bytes of a big content that move at once. */
export const BUFFER_BYTES = 256 * 1024;

/** Free buffers that are kept for the next content. */
const KEPT = 32;

const free: Buffer[] = [];

/** Of the buffers that are in use: how many of their bytes have not been returned. */
const inUse = new WeakMap<ArrayBufferLike, number>();

/**
 * Memory for content on its way, which is used again: the runtime clears new memory, and that takes longer than moving a content through
 * it. Whoever takes a buffer fills it once, from its beginning, and passes parts of it on, none of them twice. Whoever is the last to use a
 * part gives it back. What never comes back is left to the garbage collector, so that a reader who knows nothing of this does no harm.
 */
export function takeBuffer(): Buffer {
  const buffer = free.pop() ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
  inUse.set(buffer.buffer, BUFFER_BYTES);
  return buffer;
}

/** Says that only the first `used` bytes of a buffer have been passed on, and no more will be. To be called where that is not all of it. */
export function closeBuffer(buffer: Buffer, used: number): void {
  release(buffer.buffer, BUFFER_BYTES - used);
}

/** Returns part of a buffer, which is used again when all parts of it are back. Anything else is left as it is. */
export function returnBuffer(part: Uint8Array): void {
  release(part.buffer, part.byteLength);
}

function release(memory: ArrayBufferLike, bytes: number): void {
  const out = inUse.get(memory);
  if (out === undefined) return;
  inUse.set(memory, out - bytes);
  if (out !== bytes) return;
  inUse.delete(memory);
  if (free.length < KEPT) free.push(Buffer.from(memory));
}
