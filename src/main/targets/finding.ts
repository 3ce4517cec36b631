import type { CertificateFacts } from '../../shared/problem.js';

/** Something that a target tells of itself when it is asked to, beyond what its capabilities say. */
export type Finding =
  /** How long a question takes that costs the other end nothing, in milliseconds. */
  | { readonly kind: 'round-trip'; readonly ms: number }
  /** The connection is encrypted: by which version of which protocol, and with which cipher. */
  | { readonly kind: 'encrypted'; readonly protocol: string; readonly cipher: string }
  /** Whoever sits on the way can read passwords and files. */
  | { readonly kind: 'in-the-clear' }
  /** How the other end proved who it is, and who vouches for that: this computer, or only the user. */
  | {
      readonly kind: 'identity';
      readonly certificate: CertificateFacts;
      readonly vouchedBy: 'computer' | 'user';
    }
  /** What it says of itself. */
  | { readonly kind: 'system'; readonly text: string }
  /** How folders are listed: as programs read it, or as people do, in which much has to be guessed. */
  | { readonly kind: 'listings'; readonly command: string; readonly exact: boolean }
  /** How the time of a file is set. */
  | { readonly kind: 'time-setter'; readonly command: string }
  /** In which encoding names are sent, and whether the other end says that this is its own. */
  | { readonly kind: 'encoding'; readonly name: string; readonly announced: boolean }
  /** Whether commands may go out ahead of the replies to those before them. */
  | { readonly kind: 'commands-ahead'; readonly safe: 'yes' | 'no' | 'unknown' }
  /** Whether folders in which nothing has changed need not be listed, because the other end confirms by STAT what they hold. */
  | { readonly kind: 'confirms'; readonly how: 'yes' | 'no' | 'untried' }
  /** How many connections were wanted at once, how many there may be, and how many there may come to be while more of them help. */
  | {
      readonly kind: 'connections';
      readonly wanted: number;
      readonly allowed: number;
      readonly most?: number;
    }
  /** On what a folder of this computer lies: what it is called, */
  | {
      readonly kind: 'file-system';
      readonly name: string;
      /** whether another computer has it, where that is known, */
      readonly elsewhere: boolean | undefined;
      /** and in which step it keeps the times of files, in milliseconds, where that is coarser than most. */
      readonly timesToMs: number | undefined;
    }
  /** What it offers beyond the bare protocol, and whether that is there. */
  | { readonly kind: 'extension'; readonly name: string; readonly offered: boolean };

/** How often a target asks to find out about the round trip; the middle one counts. */
const QUESTIONS = 5;

/** Finds out how long the other end takes to answer, by asking it something small several times, one after the other. */
export async function measureRoundTrip(ask: () => Promise<unknown>): Promise<Finding> {
  const times: number[] = [];
  for (let count = 0; count < QUESTIONS; count += 1) {
    const begunMs = performance.now();
    await ask();
    times.push(performance.now() - begunMs);
  }
  times.sort((one, other) => one - other);
  return { kind: 'round-trip', ms: times[Math.floor(QUESTIONS / 2)] ?? 0 };
}
