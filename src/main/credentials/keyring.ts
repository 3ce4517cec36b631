import { withTimeLimit } from './time-limit.js';

/** The system's own store for passwords. Every method rejects where it cannot be reached or does not answer in time. */
export interface Keyring {
  get(account: string): Promise<string | undefined>;
  set(account: string, password: string): Promise<void>;
  remove(account: string): Promise<void>;
  /** Forgets every secret that Evenkeel has put there, also those of the command line. */
  clear(): Promise<void>;
}

const SERVICE = 'Evenkeel';
/** A keyring that is locked may ask the user, or wait for a desktop that is not there; nobody waits longer for it at start. */
const PROBE_MS = 5_000;
/** Time for the user to unlock it when asked. */
const ANSWER_MS = 60_000;

// keytar's calls block a thread of the process each, and cannot be cancelled.
let unanswered = 0;

/** Whether the keyring owes an answer. */
export function keyringHangs(): boolean {
  return unanswered > 0;
}

async function ask<T>(question: Promise<T>, ms: number): Promise<T> {
  unanswered += 1;
  const answered = (): void => {
    unanswered -= 1;
  };
  question.then(answered, answered);
  return withTimeLimit(question, ms, 'The keyring');
}

/** Finds the system's keyring by asking it something. Rejects where there is none that answers within five seconds. */
export async function openKeyring(): Promise<Keyring> {
  // Loaded only here: a system without its libraries must not keep the application from starting.
  const { default: keytar } = await import('keytar');
  await ask(keytar.getPassword(SERVICE, 'probe'), PROBE_MS);
  return {
    get: async (account) => (await ask(keytar.getPassword(SERVICE, account), ANSWER_MS)) ?? undefined,
    set: (account, password) => ask(keytar.setPassword(SERVICE, account, password), ANSWER_MS),
    remove: async (account) => {
      await ask(keytar.deletePassword(SERVICE, account), ANSWER_MS);
    },
    clear: async () => {
      for (const { account } of await ask(keytar.findCredentials(SERVICE), ANSWER_MS)) {
        await ask(keytar.deletePassword(SERVICE, account), ANSWER_MS);
      }
    },
  };
}
