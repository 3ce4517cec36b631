import { webhookProblem } from '../../../shared/messages.js';
import type { Message } from './message.js';
import { SendError } from './send-error.js';

/** How long a server may take to answer, in milliseconds. */
const ANSWER_MS = 10_000;

/**
 * Posts a message to a webhook as JSON. Rejects with a `SendError`, in which nothing of the address shows but the name of its server: whoever has the
 * rest can write there. A redirect is not followed, for it would hand the message to somebody else.
 */
export async function sendWebhook(url: string, message: Message): Promise<void> {
  if (webhookProblem(url) !== undefined) throw new SendError('it has no address', false);
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Evenkeel' },
      body: JSON.stringify(message),
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
  } catch (error) {
    throw new SendError(reasonOf(error), true);
  }
  // Nobody reads the answer; the connection is free again.
  await response.body?.cancel().catch(() => undefined);
  if (response.ok) return;
  const { status } = response;
  throw new SendError(`the server answered ${status}`, status >= 500 || status === 429 || status === 408);
}

/** The system's own word for what went wrong: messages of errors quote addresses. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the server was not reached';
  if (error.name === 'TimeoutError') return 'the server did not answer in time';
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? `the server was not reached (${code})` : 'the server was not reached';
}
