import type { DialogueLine, DialoguePage } from '../../../shared/connection/dialogue.js';
import type { Answer } from '../../../shared/ipc.js';

/** How often new lines are asked for, in milliseconds. */
const EVERY_MS = 500;
/** While there may be more of them at once. */
const SOON_MS = 50;
/** Lines that the window keeps: as many as there are in the main process. */
const LINES_AT_MOST = 3_000;

/** What is known of a dialogue with a server. */
export interface Followed {
  readonly dialogue: number;
  readonly beganMs: number;
  readonly lines: readonly DialogueLine[];
}

/** Before anything is known. */
export const NOTHING: Followed = { dialogue: 0, beganMs: 0, lines: [] };

/**
 * Asks for the lines of a dialogue again and again, and tells of new ones, until the function that it returns is called. An answer that does not
 * come, or is refused, is asked for again.
 */
export function followDialogue(
  ask: (dialogue: number, after: number) => Promise<Answer<DialoguePage>>,
  tell: (followed: Followed) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gone = false;
  let known = NOTHING;
  const turn = async (): Promise<void> => {
    const answer = await ask(known.dialogue, known.lines.at(-1)?.seq ?? 0).catch(() => undefined);
    if (gone) return;
    const page = answer?.kind === 'ok' ? answer.value : undefined;
    if (page !== undefined && isNews(page, known)) {
      known = withPage(known, page);
      tell(known);
    }
    timer = setTimeout(() => void turn(), (page?.lines.length ?? 0) > 0 ? SOON_MS : EVERY_MS);
  };
  void turn();
  return () => {
    gone = true;
    clearTimeout(timer);
  };
}

function isNews({ dialogue, lines }: DialoguePage, known: Followed): boolean {
  return dialogue !== known.dialogue || lines.length > 0;
}

function withPage(known: Followed, { dialogue, beganMs, lines }: DialoguePage): Followed {
  const before = dialogue === known.dialogue ? known.lines : [];
  return { dialogue, beganMs, lines: [...before, ...lines].slice(-LINES_AT_MOST) };
}
