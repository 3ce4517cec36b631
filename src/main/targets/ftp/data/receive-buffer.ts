import type { OnReadOpts, Socket } from 'node:net';
import { closePiece, giveBack, PIECE_BYTES, takePiece } from '../../buffer-pool.js';

/** Less room than this at the end of a piece is left over: to ask the system for so little does not pay. */
const ROOM_LEAST = 32 * 1024;

/** Less than this is passed on as a copy: a whole piece would have to wait for it. */
const PART_LEAST = 16 * 1024;

/** Where the bytes of one data line land until somebody takes them, as few at a time as that somebody is quick. */
export class ReceiveBuffer {
  #piece = takePiece();
  /** What has been passed on of the piece, and what has landed in it. */
  #start = 0;
  #end = 0;
  /** What landed in the pieces before this one. */
  readonly #full: Buffer[] = [];
  #closed = false;
  /** Whether a socket reads into it by itself. */
  #isRead = false;
  /** Bytes that have landed in all. */
  landed = 0;
  /** Called when something has landed. */
  onLanded: () => void = () => undefined;

  /** For a socket that reads into an intake by itself. It stops reading when there is enough, and is to be resumed. */
  get onread(): OnReadOpts {
    this.#isRead = true;
    return {
      buffer: () => this.#room(),
      callback: (bytes) => this.#land(bytes),
    };
  }

  /** Has any other socket, if none reads into it yet, read into it. It is paused when there is enough, and is to be resumed. */
  attach(socket: Socket): void {
    if (this.#isRead) return;
    socket.on('data', (data: Buffer) => {
      for (let from = 0; from < data.length;) {
        const copied = data.copy(this.#room(), 0, from);
        if (!this.#land(copied)) socket.pause();
        from += copied;
      }
    });
  }

  /** Whether nothing more should land until something is taken. */
  get hasEnough(): boolean {
    return this.#full.length > 0;
  }

  /** Bytes that have landed and not been taken. */
  get waiting(): number {
    return this.#full.reduce((sum, { length }) => sum + length, this.#end - this.#start);
  }

  /** What has landed first, if anything has. */
  take(): Buffer | undefined {
    const full = this.#full.shift();
    if (full !== undefined) return full;
    if (this.#end === this.#start) return undefined;
    const part = this.#piece.subarray(this.#start, this.#end);
    this.#start = this.#end;
    if (part.length >= PART_LEAST) return part;
    const copy = Buffer.from(part);
    giveBack(part);
    return copy;
  }

  /** Nothing more lands. What has can still be taken. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closePiece(this.#piece, this.#end);
  }

  #room(): Buffer {
    if (PIECE_BYTES - this.#end < ROOM_LEAST) {
      closePiece(this.#piece, this.#end);
      if (this.#end > this.#start) this.#full.push(this.#piece.subarray(this.#start, this.#end));
      this.#piece = takePiece();
      this.#start = 0;
      this.#end = 0;
    }
    return this.#piece.subarray(this.#end);
  }

  #land(bytes: number): boolean {
    this.#end += bytes;
    this.landed += bytes;
    this.onLanded();
    return this.#full.length === 0;
  }
}
