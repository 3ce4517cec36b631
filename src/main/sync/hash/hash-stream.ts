import { ResumableHash, type HashStream } from './resumable-hash.js';
import { HashThread } from './hash-thread.js';

/** From this size on a content is worth a thread: beginning one takes as long as hashing a hundred megabytes, but beside this one. */
const BIG_BYTES = 16 * 2 ** 20;

/** Takes the hashes of all that a run transfers. */
export class HashStreams {
  readonly #spawn: () => HashThread;
  #thread: HashThread | undefined;

  constructor(spawn = () => new HashThread()) {
    this.#spawn = spawn;
  }

  /** Begins to follow a content of so many bytes. Big ones are followed beside this thread, if there can be another. */
  follow(bytes: number, leavesMarks: boolean): HashStream {
    if (bytes < BIG_BYTES) return followHere(leavesMarks);
    this.#thread ??= this.#spawn();
    return followWhenReady(this.#thread, leavesMarks);
  }

  /** Ends the thread, if there is one. */
  async close(): Promise<void> {
    await this.#thread?.close();
  }
}

function followHere(leavesMarks: boolean): HashStream {
  const trail = new ResumableHash(leavesMarks);
  const following: HashStream = {
    take: (piece) => {
      trail.take(piece);
      return undefined;
    },
    markWithin: (bytes) => Promise.resolve(trail.markWithin(bytes)),
    goOnFrom: ({ at }) => {
      trail.returnTo(at);
      return following;
    },
    sha256: () => Promise.resolve(trail.sha256()),
    end: () => undefined,
  };
  return following;
}

/** Who it is that follows shows when the first piece comes, and not before: meanwhile the thread begins, if it can. */
function followWhenReady(thread: HashThread, leavesMarks: boolean): HashStream {
  let chosen: HashStream | undefined;
  const choose = async (): Promise<HashStream> =>
    (chosen ??= ((await thread.ready) ? thread.follow(leavesMarks) : undefined) ?? followHere(leavesMarks));
  return {
    take: (piece) => (chosen === undefined ? choose().then((it) => it.take(piece)) : chosen.take(piece)),
    markWithin: async (bytes) => (await choose()).markWithin(bytes),
    goOnFrom: (mark) => (chosen ?? followHere(leavesMarks)).goOnFrom(mark),
    sha256: async () => (await choose()).sha256(),
    end: () => void choose().then((it) => it.end()),
  };
}
