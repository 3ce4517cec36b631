import type { Socket } from 'node:net';
import { Writable } from 'node:stream';
import { returnBuffer, BUFFER_BYTES } from '../../buffer-pool.js';

/**
 * Sends what is written to it over a data connection, and then ends that. Fails with what `wrongSize` makes of the number of bytes when
 * they are not `size` in all; the connection is not ended then. Buffers that have been sent are returned, and `onSent` told how much it was.
 */
export function uploadSink(
  socket: Socket,
  size: number,
  wrongSize: (got: number) => Error,
  onSent: (bytes: number) => void,
): Writable {
  let got = 0;
  const sink = new Writable({
    highWaterMark: BUFFER_BYTES,
    write(chunk: Buffer, _encoding, done) {
      got += chunk.length;
      if (got > size) {
        done(wrongSize(got));
        return;
      }
      const { length } = chunk;
      socket.write(chunk, (error) => {
        if (!error) {
          onSent(length);
          returnBuffer(chunk);
        }
        done(error);
      });
    },
    final(done) {
      if (got !== size) done(wrongSize(got));
      else socket.end(() => done());
    },
  });
  const onError = (error: Error): void => void sink.destroy(error);
  const onClose = (): void => {
    if (!sink.writableFinished) sink.destroy(new Error('The data connection was lost.'));
  };
  socket.once('error', onError);
  socket.once('close', onClose);
  if (socket.destroyed) onClose();
  return sink;
}
