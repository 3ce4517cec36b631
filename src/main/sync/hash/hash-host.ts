import type { Line } from '../../state/worker/protocol.js';
import { PLACE_BYTES, TOLD_AT_ONCE, type HashAnswer, type HashRequest } from './hash-protocol.js';
import { ResumableHash } from './resumable-hash.js';

/** Keeps trails for whoever is at the other end of the line, in a thread of its own. */
export function serveTrails({ post, listen }: Line<HashAnswer, HashRequest>): void {
  const trails = new Map<number, ResumableHash>();
  let memory: Uint8Array = new Uint8Array();
  let taken = 0;
  listen((request) => {
    if (request.kind === 'memory') {
      memory = new Uint8Array(request.memory);
      post({ kind: 'ready' });
      return;
    }
    if (request.kind === 'begin') {
      trails.set(request.trail, new ResumableHash(request.leavesMarks));
      return;
    }
    const trail = trails.get(request.trail);
    switch (request.kind) {
      case 'take': {
        const from = request.place * PLACE_BYTES;
        trail?.take(memory.subarray(from, from + request.bytes));
        taken += 1;
        if (taken < TOLD_AT_ONCE) break;
        post({ kind: 'taken', places: taken });
        taken = 0;
        break;
      }
      case 'go-on':
        trails.delete(request.trail);
        if (trail === undefined) break;
        trail.returnTo(request.at);
        trails.set(request.as, trail);
        break;
      case 'mark-within':
        post({ kind: 'mark', question: request.question, mark: trail?.markWithin(request.bytes) });
        break;
      case 'sha256':
        post({ kind: 'hash', question: request.question, sha256: trail?.sha256() ?? '' });
        break;
      case 'end':
        trails.delete(request.trail);
        break;
    }
  });
}
