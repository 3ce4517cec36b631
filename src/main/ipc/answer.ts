import * as v from 'valibot';
import type { RequestName, Requests } from '../../shared/ipc.js';
import type { Problem } from '../../shared/problem.js';
import { RULES } from './rules.js';
import { withoutSecrets } from './secrets.js';
import { ipcText } from './text.js';

/** What carries out the requests; arguments have been validated. */
export type Handlers = {
  readonly [Name in RequestName]: (
    ...args: Parameters<Requests[Name]>
  ) => ReturnType<Requests[Name]> | Promise<ReturnType<Requests[Name]>>;
};

/** Takes what the window must not see. */
export type LogFailure = (what: string, error: unknown) => void;

/**
 * Validates the arguments of a request and carries it out. Whatever goes wrong becomes a refusal with a sentence, or, for
 * the few requests that cannot be refused, a rejection that says nothing of the inside.
 */
export async function answer<Name extends RequestName>(
  name: Name,
  args: readonly unknown[],
  handlers: Handlers,
  logFailure: LogFailure,
): Promise<ReturnType<Requests[Name]>> {
  const rule = RULES[name];
  const parsed = v.safeParse(rule.arguments, args, { abortEarly: true });
  if (!parsed.success) {
    // Not the arguments themselves: a password may be among them.
    logFailure(`The request “${name}” had unfit arguments`, v.getDotPath(parsed.issues[0]) ?? 'as a whole');
    return refuse(rule.refuse, invalid(parsed.issues[0].message));
  }
  try {
    return await handlers[name](...parsed.output);
  } catch (error) {
    logFailure(`The request “${name}” failed`, error);
    return refuse(rule.refuse, UNEXPECTED);
  }
}

const UNEXPECTED: Problem = {
  kind: 'other',
  ...ipcText.unexpected,
};

/** The sentence that our own schemas say; valibot's words are for programmers. */
function invalid(message: string): Problem {
  return {
    kind: 'invalid',
    what: message.startsWith('Invalid ') ? ipcText.invalid.what : withoutSecrets(message),
    advice: ipcText.invalid.advice,
  };
}

function refuse<T>(make: ((problem: Problem) => T) | null, problem: Problem): T {
  if (make === null) throw new Error('The request could not be carried out.');
  return make(problem);
}
