import { ResumableHash, type HashStream } from './resumable-hash.js';
import { HashThread } from './hash-thread.js';

/** From this size on a content is worth a thread: beginning one takes as long as hashing a hundred megabytes, but beside this one. */
const BIG_BYTES = 16 * 2 ** 20;

/** Computes the hashes of all that a run transfers. */
export class HashStreams {
  readonly #spawn: () => HashThread;
  #thread: HashThread | undefined;

  constructor(spawn = () => new HashThread()) {
    this.#spawn = spawn;
  }

  /** Starts the hash of a content of so many bytes. Big ones are hashed in a thread of their own, if there can be one. */
  start(bytes: number, keepsCheckpoints: boolean): HashStream {
    if (bytes < BIG_BYTES) return hashHere(keepsCheckpoints);
    this.#thread ??= this.#spawn();
    return hashWhenReady(this.#thread, keepsCheckpoints);
  }

  /** Ends the thread, if there is one. */
  async close(): Promise<void> {
    await this.#thread?.close();
  }
}

function hashHere(keepsCheckpoints: boolean): HashStream {
  const hash = new ResumableHash(keepsCheckpoints);
  const stream: HashStream = {
    take: (chunk) => {
      hash.take(chunk);
      return undefined;
    },
    checkpointWithin: (bytes) => Promise.resolve(hash.checkpointWithin(bytes)),
    resumeFrom: ({ at }) => {
      hash.returnTo(at);
      return stream;
    },
    sha256: () => Promise.resolve(hash.sha256()),
    end: () => undefined,
  };
  return stream;
}

/** Where it is hashed is decided with the first chunk, and not before: meanwhile the thread starts, if it can. */
function hashWhenReady(thread: HashThread, keepsCheckpoints: boolean): HashStream {
  let chosen: HashStream | undefined;
  const choose = async (): Promise<HashStream> =>
    (chosen ??=
      ((await thread.ready) ? thread.start(keepsCheckpoints) : undefined) ?? hashHere(keepsCheckpoints));
  return {
    take: (chunk) => (chosen === undefined ? choose().then((it) => it.take(chunk)) : chosen.take(chunk)),
    checkpointWithin: async (bytes) => (await choose()).checkpointWithin(bytes),
    resumeFrom: (checkpoint) => (chosen ?? hashHere(keepsCheckpoints)).resumeFrom(checkpoint),
    sha256: async () => (await choose()).sha256(),
    end: () => void choose().then((it) => it.end()),
  };
}
