import type { Socket } from 'node:net';
import { Writable } from 'node:stream';
import { giveBack, PIECE_BYTES } from '../../buffer-pool.js';

/**
 * Sends what is written to it over a data line, and ends the line behind it. Fails with what `wrongSize` makes of the number of bytes when
 * they are not `size` in all; the line is not ended then. The memory of what has been sent is given back.
 */
export function uploadSink(socket: Socket, size: number, wrongSize: (got: number) => Error): Writable {
  let got = 0;
  const sink = new Writable({
    highWaterMark: PIECE_BYTES,
    write(piece: Buffer, _encoding, done) {
      got += piece.length;
      if (got > size) {
        done(wrongSize(got));
        return;
      }
      socket.write(piece, (error) => {
        if (!error) giveBack(piece);
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
