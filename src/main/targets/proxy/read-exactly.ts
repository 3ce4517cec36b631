import { once } from 'node:events';
import type { Socket } from 'node:net';

/** Takes the next `count` bytes from the connection and leaves all that follows to the next reader. Rejects where the connection ends before. */
export async function readExactly(socket: Socket, count: number): Promise<Buffer> {
  for (;;) {
    const bytes: unknown = socket.read(count);
    // At its end a stream hands over what is left, however little.
    if (Buffer.isBuffer(bytes) && bytes.length === count) return bytes;
    if (bytes !== null || socket.readableEnded || socket.destroyed) break;
    await Promise.race([once(socket, 'readable'), once(socket, 'close')]);
  }
  throw new Error('The connection ended too early.');
}
