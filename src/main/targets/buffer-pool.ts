/** Bytes of a big content that move at once. */
export const PIECE_BYTES = 256 * 1024;

/** Pieces at rest that are kept for the next content. */
const KEPT = 32;

const atRest: Buffer[] = [];

/** Of the pieces that are out: how many of their bytes have not come back. */
const missing = new WeakMap<ArrayBufferLike, number>();

/**
 * Memory for content on its way, which is used again: the runtime clears new memory, and that takes longer than moving a content through
 * it. Whoever takes a piece fills it once, from its beginning, and passes parts of it on, none of them twice. Whoever is the last to use a
 * part gives it back. What never comes back is left to the garbage collector, so that a reader who knows nothing of this does no harm.
 */
export function takePiece(): Buffer {
  const piece = atRest.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES);
  missing.set(piece.buffer, PIECE_BYTES);
  return piece;
}

/** Says that only the first `used` bytes of a piece have been passed on, and no more will be. To be called where that is not all of it. */
export function closePiece(piece: Buffer, used: number): void {
  comeBack(piece.buffer, PIECE_BYTES - used);
}

/** Gives part of a piece back: its memory is somebody else's when all parts of it are back. Anything else is left as it is. */
export function giveBack(part: Uint8Array): void {
  comeBack(part.buffer, part.byteLength);
}

function comeBack(memory: ArrayBufferLike, bytes: number): void {
  const out = missing.get(memory);
  if (out === undefined) return;
  missing.set(memory, out - bytes);
  if (out !== bytes) return;
  missing.delete(memory);
  if (atRest.length < KEPT) atRest.push(Buffer.from(memory));
}
