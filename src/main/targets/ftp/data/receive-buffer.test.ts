import fc from 'fast-check';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { returnBuffer, BUFFER_BYTES } from '../../buffer-pool.js';
import { ReceiveBuffer } from './receive-buffer.js';

/** Bytes that tell where in the content they were. */
function content(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, at) => (at * 31 + (at >> 8) * 7) % 251));
}

const CONTENT = content(3 * BUFFER_BYTES);

/** Lets as much of `data` land as there is room for, as a socket does that reads into the receive buffer by itself. */
function land({ onread }: ReceiveBuffer, data: Buffer): number {
  const room = typeof onread.buffer === 'function' ? onread.buffer() : onread.buffer;
  const bytes = data.copy(Buffer.from(room.buffer, room.byteOffset, room.byteLength));
  onread.callback(bytes, room);
  return bytes;
}

describe('a receive buffer', () => {
  it('gives what landed, all of it and in its order, however it came and whenever it is taken and given back', () => {
    const lengths = fc.array(fc.tuple(fc.integer({ min: 1, max: 100_000 }), fc.boolean(), fc.boolean()));
    fc.assert(
      fc.property(lengths, (steps) => {
        const receiveBuffer = new ReceiveBuffer();
        const taken: Buffer[] = [];
        const held: Buffer[] = [];
        let at = 0;
        const take = (): void => {
          for (let part = receiveBuffer.take(); part !== undefined; part = receiveBuffer.take()) {
            taken.push(Buffer.from(part));
            held.push(part);
          }
        };
        for (const [length, takes, givesBack] of steps) {
          const end = Math.min(CONTENT.length, at + length);
          while (at < end) at += land(receiveBuffer, CONTENT.subarray(at, end));
          if (takes) take();
          if (givesBack) held.splice(0).forEach(returnBuffer);
        }
        take();
        expect(receiveBuffer.waiting).toBe(0);
        expect(receiveBuffer.landed).toBe(at);
        expect(Buffer.concat(taken).equals(CONTENT.subarray(0, at))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('has a socket that cannot read into it pause when there is enough', () => {
    const receiveBuffer = new ReceiveBuffer();
    const socket = new Socket();
    receiveBuffer.attach(socket);
    socket.emit('data', CONTENT.subarray(0, BUFFER_BYTES + 1));
    expect(receiveBuffer.hasEnough).toBe(true);
    expect(socket.isPaused()).toBe(true);
    expect(receiveBuffer.waiting).toBe(BUFFER_BYTES + 1);
    socket.destroy();
  });
});
