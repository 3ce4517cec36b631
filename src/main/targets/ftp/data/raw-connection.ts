import type { Socket } from 'node:net';
import type { Destination } from '../../proxy/destination.js';
import type { Reply } from '../protocol/reply.js';
import type { ReceiveBuffer } from './receive-buffer.js';

/** A connection without TLS, as one of the two modes opens it. */
export interface RawConnection {
  readonly firstReply: Reply | undefined;
  /** Resolves when the connection is up, and lets it read into the receive buffer by itself if it can. */
  take(receiveBuffer?: ReceiveBuffer): Promise<Socket>;
  /** Where the connection leads, if nothing stands between: then it can as well be dialled by whoever has more to do with it. */
  readonly straightTo?: () => Destination;
  /** How long connecting may take, in milliseconds. */
  readonly patienceMs?: number;
  /** Is told whether the connection came about. */
  readonly outcome?: (worked: boolean) => void;
  /** Gives up listening and closes the connection. */
  destroy(): void;
}
