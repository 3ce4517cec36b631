import type { OnReadOpts, Socket } from 'node:net';
import { closeBuffer, returnBuffer, BUFFER_BYTES, takeBuffer } from '../../buffer-pool.js';

/** Less room than this at the end of a buffer is left over: to ask the system for so little does not pay. */
const ROOM_LEAST = 32 * 1024;

/** Less than this is passed on as a copy: a whole buffer would have to wait for it. */
const PART_LEAST = 16 * 1024;

/** Where the bytes of one data connection land until somebody takes them, as few at a time as that somebody is quick. */
export class ReceiveBuffer {
  #buffer = takeBuffer();
  /** What has been passed on of the buffer, and what has landed in it. */
  #start = 0;
  #end = 0;
  /** What landed in the buffers before this one. */
  readonly #full: Buffer[] = [];
  #closed = false;
  /** Whether a socket reads into it by itself. */
  #isRead = false;
  /** Bytes that have landed in all. */
  landed = 0;
  /** Called when something has landed. */
  onLanded: () => void = () => undefined;

  /** For a socket that reads into a receive buffer by itself. It stops reading when there is enough, and is to be resumed. */
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
    const part = this.#buffer.subarray(this.#start, this.#end);
    this.#start = this.#end;
    if (part.length >= PART_LEAST) return part;
    const copy = Buffer.from(part);
    returnBuffer(part);
    return copy;
  }

  /** Nothing more lands. What has can still be taken. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeBuffer(this.#buffer, this.#end);
  }

  #room(): Buffer {
    if (BUFFER_BYTES - this.#end < ROOM_LEAST) {
      closeBuffer(this.#buffer, this.#end);
      if (this.#end > this.#start) this.#full.push(this.#buffer.subarray(this.#start, this.#end));
      this.#buffer = takeBuffer();
      this.#start = 0;
      this.#end = 0;
    }
    return this.#buffer.subarray(this.#end);
  }

  #land(bytes: number): boolean {
    this.#end += bytes;
    this.landed += bytes;
    this.onLanded();
    return this.#full.length === 0;
  }
}
