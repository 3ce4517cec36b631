import { describe, expect, it } from 'vitest';
import { closeBuffer, returnBuffer, BUFFER_BYTES, takeBuffer } from './buffer-pool.js';

/** Takes buffers until one of that memory comes, or there can be none. */
function isReused(memory: ArrayBufferLike): boolean {
  return Array.from({ length: 100 }, takeBuffer).some(({ buffer }) => buffer === memory);
}

describe('a buffer of the pool', () => {
  it('is used again when all parts of it have come back, in any order', () => {
    const buffer = takeBuffer();
    returnBuffer(buffer.subarray(1000));
    returnBuffer(buffer.subarray(0, 1000));
    expect(isReused(buffer.buffer)).toBe(true);
  });

  it('is used again where only its beginning was passed on', () => {
    const buffer = takeBuffer();
    closeBuffer(buffer, 10);
    returnBuffer(buffer.subarray(0, 10));
    expect(isReused(buffer.buffer)).toBe(true);
  });

  it('is nobody else’s while a part of it is missing', () => {
    const buffer = takeBuffer();
    returnBuffer(buffer.subarray(0, BUFFER_BYTES - 1));
    expect(isReused(buffer.buffer)).toBe(false);
  });

  it('is nobody else’s before it is known that no more of it will be passed on', () => {
    const buffer = takeBuffer();
    returnBuffer(buffer.subarray(0, 10));
    expect(isReused(buffer.buffer)).toBe(false);
    closeBuffer(buffer, 10);
    expect(isReused(buffer.buffer)).toBe(true);
  });

  it('is not mixed up with memory that was never one', () => {
    const other = Buffer.alloc(BUFFER_BYTES);
    returnBuffer(other);
    expect(isReused(other.buffer)).toBe(false);
  });
});
