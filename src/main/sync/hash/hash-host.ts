import { answerOver } from '../../worker/answerer.js';
import type { Line } from '../../worker/line.js';
import type { FromAnswerer, ToAnswerer } from '../../worker/talk.js';
import { PLACE_BYTES, TOLD_AT_ONCE, type HashTalk } from './hash-protocol.js';
import { ResumableHash } from './resumable-hash.js';

/** Keeps trails for whoever is at the other end of the line, in a thread of its own. */
export function serveTrails(line: Line<FromAnswerer<HashTalk>, ToAnswerer<HashTalk>>): void {
  const trails = new Map<number, ResumableHash>();
  let memory: Uint8Array = new Uint8Array();
  let taken = 0;
  const note = (told: HashTalk['note']): void => {
    switch (told.kind) {
      case 'begin':
        trails.set(told.trail, new ResumableHash(told.leavesMarks));
        break;
      case 'take': {
        const from = told.place * PLACE_BYTES;
        trails.get(told.trail)?.take(memory.subarray(from, from + told.bytes));
        taken += 1;
        if (taken < TOLD_AT_ONCE) break;
        reportFree(taken);
        taken = 0;
        break;
      }
      case 'go-on': {
        const trail = trails.get(told.trail);
        trails.delete(told.trail);
        if (trail === undefined) break;
        trail.returnTo(told.at);
        trails.set(told.as, trail);
        break;
      }
      case 'end':
        trails.delete(told.trail);
        break;
    }
  };
  const reportFree = answerOver<HashTalk>(
    line,
    {
      memory: (shared) => {
        memory = new Uint8Array(shared);
        return undefined;
      },
      'mark-within': ({ trail, bytes }) => trails.get(trail)?.markWithin(bytes),
      sha256: (number) => {
        const trail = trails.get(number);
        if (trail === undefined) throw new Error('There is no such trail.');
        return trail.sha256();
      },
    },
    { failure: () => undefined, note },
  );
}
