/** Where a slot for content comes from besides the session's own channel. */
export type ChannelSource = 'connection' | 'channel';

/** Channels that the content of files may be spread over. One holds no more than 2 MiB in flight, however long a round trip takes. */
const MOST_CHANNELS = 4;

/** How often channels may break together with their session until they are taken for the reason. */
const MOST_BREAKS = 3;

/** How many channels a server lets one user have, as far as it has shown. Kept from one session to the next. */
export class ChannelLimit {
  readonly #most: Record<ChannelSource, number>;
  #breaks = 0;

  /** `connections`: as many as there may be to the server. */
  constructor(connections: number) {
    this.#most = { connection: Math.min(connections, MOST_CHANNELS), channel: MOST_CHANNELS };
  }

  /** Channels that there may be, the session's own among them. */
  get channels(): number {
    return this.#most[this.source];
  }

  /** What the next one should come from. Connections are faster, because what each of them can hold is limited as well. */
  get source(): ChannelSource {
    return this.#most.connection > 1 ? 'connection' : 'channel';
  }

  /** A channel ended by itself, and took the session along: the server lets it have one of them. */
  ended(): void {
    this.#most.channel = 1;
  }

  /** The server does not let it have as many of these. */
  refused(source: ChannelSource): void {
    this.#most[source] = Math.max(1, this.#most[source] - 1);
  }

  /** One of these was lost in the middle of a transfer, and the session with it or not. */
  broke(source: ChannelSource, session: 'lives' | 'lost'): void {
    if (session === 'lives') {
      this.refused(source);
      return;
    }
    this.#breaks += 1;
    if (this.#breaks < MOST_BREAKS) return;
    this.#breaks = 0;
    this.#most[source] = 1;
  }
}
