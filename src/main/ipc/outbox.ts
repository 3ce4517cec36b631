import type { Message } from '../../shared/ipc.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import type { EngineEvent } from '../../shared/run/run.js';

/** How long events may wait for company, in milliseconds: about two frames. */
const GATHER_MS = 30;
/** How many items travel in one message at most. */
const BATCH_ITEMS = 500;
/** How many messages may be on their way to the window unanswered. */
const AHEAD = 4;

/** Events of one profile that will travel in one message. */
interface Batch {
  readonly kind: 'batch';
  readonly profileId: ProfileId;
  readonly fresh: boolean;
  readonly events: EngineEvent[];
  items: number;
  /** Where in `events` the newest progress stands, by what it is about: only the newest matters. */
  readonly progress: Map<string, number>;
}

type Waiting = Batch | Exclude<Message, { kind: 'events' }>;

/**
 * Brings messages to the window in order, many events at a time. It never runs further than a few messages ahead of
 * what the window has taken in; meanwhile progress that is out of date is dropped, nothing else ever is, so that what
 * waits here is bounded by the size of the plans.
 */
export class Outbox {
  readonly #send: (message: Message) => void;
  #waiting: Waiting[] = [];
  #ahead = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(send: (message: Message) => void) {
    this.#send = send;
  }

  /** Puts a message behind everything that waits, and sends all of it without further gathering. */
  post(message: Exclude<Message, { kind: 'events' }>): void {
    if (this.#closed) return;
    this.#waiting.push(message);
    this.#flush(true);
  }

  /** Gathers events; with `fresh` the window first forgets what it holds of the profile's plan. */
  events(profileId: ProfileId, events: readonly EngineEvent[], fresh: boolean): void {
    if (this.#closed) return;
    // What still waits of the profile's events is covered by a fresh start.
    if (fresh) {
      this.#waiting = this.#waiting.filter((one) => one.kind !== 'batch' || one.profileId !== profileId);
      this.#open(profileId, true);
    }
    for (const event of events) {
      if (event.kind === 'plan-items' && event.items.length > BATCH_ITEMS) {
        for (let from = 0; from < event.items.length; from += BATCH_ITEMS) {
          this.#add(profileId, { ...event, items: event.items.slice(from, from + BATCH_ITEMS) });
        }
      } else this.#add(profileId, event);
    }
    this.#flush(false);
  }

  /** The window has taken in one message. */
  received(): void {
    if (this.#ahead > 0) this.#ahead -= 1;
    this.#flush(false);
  }

  /** The window is gone or begins anew: nothing of what waits or is on its way matters any more. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
    this.#ahead = 0;
    this.#closed = false;
  }

  /** The window has died, and may not come back for months: nothing is kept for it. A new page is told everything, after `reset`. */
  close(): void {
    this.reset();
    this.#closed = true;
  }

  #open(profileId: ProfileId, fresh: boolean): Batch {
    const batch: Batch = { kind: 'batch', profileId, fresh, events: [], items: 0, progress: new Map() };
    this.#waiting.push(batch);
    return batch;
  }

  #add(profileId: ProfileId, event: EngineEvent): void {
    const weight = event.kind === 'plan-items' ? Math.max(1, event.items.length) : 1;
    // Order matters within a profile only, so two profiles at work do not tear each other's batches apart.
    const last = this.#waiting.findLast((one) => 'profileId' in one && one.profileId === profileId);
    const fits = last?.kind === 'batch' && last.items + weight <= BATCH_ITEMS;
    const batch = fits ? last : this.#open(profileId, false);

    const subject = progressSubject(event);
    const place = subject === undefined ? undefined : batch.progress.get(subject);
    if (place !== undefined) {
      batch.events[place] = event;
      return;
    }
    if (subject !== undefined) batch.progress.set(subject, batch.events.length);
    // Progress after the end of an item is about another attempt and must not slip in before that end.
    if (event.kind === 'item-finished') batch.progress.delete(event.item.path);
    batch.events.push(event);
    batch.items += weight;
  }

  #flush(atOnce: boolean): void {
    while (this.#ahead < AHEAD) {
      const first = this.#waiting[0];
      if (first === undefined) break;
      const whole = atOnce || this.#waiting.some(isFull);
      if (!whole && this.#timer !== undefined) return;
      if (!whole) {
        this.#timer = setTimeout(() => {
          this.#timer = undefined;
          this.#flush(true);
        }, GATHER_MS);
        return;
      }
      this.#waiting.shift();
      this.#ahead += 1;
      this.#send(first.kind === 'batch' ? messageOf(first) : first);
    }
  }
}

function isFull(waiting: Waiting): boolean {
  return waiting.kind !== 'batch' || waiting.items >= BATCH_ITEMS;
}

function messageOf(batch: Batch): Message {
  return { kind: 'events', profileId: batch.profileId, fresh: batch.fresh, events: batch.events };
}

/** What an event reports the progress of; `undefined` for an event that must not be dropped. */
function progressSubject(event: EngineEvent): string | undefined {
  if (event.kind === 'transfer-progress') return event.transfer.path;
  // No path is empty but the root's, and the root is never transferred.
  if (event.kind === 'scan-progress') return '';
  return undefined;
}
