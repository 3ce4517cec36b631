import { answerOver } from '../../worker/answerer.js';
import type { Channel } from '../../worker/channel.js';
import type { FromAnswerer, ToAnswerer } from '../../worker/talk.js';
import { PLACE_BYTES, FREED_AT_ONCE, type HashTalk } from './hash-protocol.js';
import { ResumableHash } from './resumable-hash.js';

/** Computes hashes for whoever is at the other end of the channel, in a thread of its own. */
export function serveHashes(channel: Channel<FromAnswerer<HashTalk>, ToAnswerer<HashTalk>>): void {
  const hashes = new Map<number, ResumableHash>();
  let memory: Uint8Array = new Uint8Array();
  let taken = 0;
  const note = (told: HashTalk['note']): void => {
    switch (told.kind) {
      case 'begin':
        hashes.set(told.hash, new ResumableHash(told.keepsCheckpoints));
        break;
      case 'take': {
        const from = told.place * PLACE_BYTES;
        hashes.get(told.hash)?.take(memory.subarray(from, from + told.bytes));
        taken += 1;
        if (taken < FREED_AT_ONCE) break;
        reportFree(taken);
        taken = 0;
        break;
      }
      case 'resume': {
        const hash = hashes.get(told.hash);
        hashes.delete(told.hash);
        if (hash === undefined) break;
        hash.returnTo(told.at);
        hashes.set(told.as, hash);
        break;
      }
      case 'end':
        hashes.delete(told.hash);
        break;
    }
  };
  const reportFree = answerOver<HashTalk>(
    channel,
    {
      memory: (shared) => {
        memory = new Uint8Array(shared);
        return undefined;
      },
      'checkpoint-within': ({ id, bytes }) => hashes.get(id)?.checkpointWithin(bytes),
      sha256: (number) => {
        const hash = hashes.get(number);
        if (hash === undefined) throw new Error('There is no such hash.');
        return hash.sha256();
      },
    },
    { failure: () => undefined, note },
  );
}
