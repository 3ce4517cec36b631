import { describe, expect, it } from 'vitest';
import { closePiece, giveBack, PIECE_BYTES, takePiece } from './buffer-pool.js';

/** Takes pieces until one of that memory comes, or there can be none. */
function comesAgain(memory: ArrayBufferLike): boolean {
  return Array.from({ length: 100 }, takePiece).some(({ buffer }) => buffer === memory);
}

describe('a piece of memory', () => {
  it('is used again when all parts of it have come back, in any order', () => {
    const piece = takePiece();
    giveBack(piece.subarray(1000));
    giveBack(piece.subarray(0, 1000));
    expect(comesAgain(piece.buffer)).toBe(true);
  });

  it('is used again where only its beginning was passed on', () => {
    const piece = takePiece();
    closePiece(piece, 10);
    giveBack(piece.subarray(0, 10));
    expect(comesAgain(piece.buffer)).toBe(true);
  });

  it('is nobody else’s while a part of it is missing', () => {
    const piece = takePiece();
    giveBack(piece.subarray(0, PIECE_BYTES - 1));
    expect(comesAgain(piece.buffer)).toBe(false);
  });

  it('is nobody else’s before it is known that no more of it will be passed on', () => {
    const piece = takePiece();
    giveBack(piece.subarray(0, 10));
    expect(comesAgain(piece.buffer)).toBe(false);
    closePiece(piece, 10);
    expect(comesAgain(piece.buffer)).toBe(true);
  });

  it('is not mixed up with memory that was never one', () => {
    const other = Buffer.alloc(PIECE_BYTES);
    giveBack(other);
    expect(comesAgain(other.buffer)).toBe(false);
  });
});
