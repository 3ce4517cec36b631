import type { DialogueLine, DialogueOf, DialoguePage } from '../../../shared/connection/dialogue.js';
import type { ProfileId } from '../../../shared/profile/profile.js';

/** Lines of each dialogue that are kept: the last ones. */
const LINES_AT_MOST = 3_000;
const LETTERS_AT_MOST = 1_000;

/** What SSH says of every piece of a file: it would be nearly all that is kept. */
const PIECE = /CHANNEL_(?:DATA|WINDOW_ADJUST)/;

/** The last lines of one dialogue, in a ring. */
class Recording {
  readonly number: number;
  readonly beganMs: number;
  readonly #ring: DialogueLine[] = [];
  #next = 1;

  constructor(number: number, beganMs: number) {
    this.number = number;
    this.beganMs = beganMs;
  }

  add(text: string, ms: number): void {
    const short = text.length > LETTERS_AT_MOST ? `${text.slice(0, LETTERS_AT_MOST)}…` : text;
    if (PIECE.test(short)) return;
    // A part of a text keeps all of it in memory: of a reply, that may be megabytes.
    const own = structuredClone(short);
    this.#ring[(this.#next - 1) % LINES_AT_MOST] = { seq: this.#next, ms, text: own };
    this.#next += 1;
  }

  /** At most `limit` lines behind the line `after`, oldest first. */
  since(after: number, limit: number): readonly DialogueLine[] {
    const first = Math.max(after + 1, this.#next - LINES_AT_MOST, 1);
    const count = Math.max(0, Math.min(this.#next - first, limit));
    return Array.from({ length: count }, (_, at) => this.#ring[(first - 1 + at) % LINES_AT_MOST]).filter(
      (line) => line !== undefined,
    );
  }
}

/** The dialogues with the servers of all profiles: of each, that of the last run and that of the last comparison. In memory only. */
export class DialogueLog {
  readonly #recordings = new Map<ProfileId, Map<DialogueOf, Recording>>();
  #begun = 0;

  /** Begins a dialogue in place of the last of its kind; the result takes its lines. */
  begin(id: ProfileId, of: DialogueOf): (line: string) => void {
    this.#begun += 1;
    const recording = new Recording(this.#begun, Date.now());
    const ofProfile = this.#recordings.get(id) ?? new Map<DialogueOf, Recording>();
    ofProfile.set(of, recording);
    this.#recordings.set(id, ofProfile);
    return (line) => recording.add(line, Date.now());
  }

  /** The lines behind the line `after` of the dialogue `dialogue`; from the beginning where that is another one by now. */
  read(id: ProfileId, of: DialogueOf, dialogue: number, after: number, limit: number): DialoguePage {
    const recording = this.#recordings.get(id)?.get(of);
    if (recording === undefined) return { dialogue: 0, beganMs: 0, lines: [] };
    const { number, beganMs } = recording;
    return { dialogue: number, beganMs, lines: recording.since(number === dialogue ? after : 0, limit) };
  }

  forget(id: ProfileId): void {
    this.#recordings.delete(id);
  }
}
