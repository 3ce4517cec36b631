import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Side } from '../../shared/entry/entry.js';
import { explainNetwork, noAnswer } from './connect-problems.js';
import { openSocket, type ProxyUrl } from './proxy/open-socket.js';
import { ProblemError, throwIfStopped } from '../../shared/problem-error.js';

/** How long a name may take to be looked up, and a port to be opened, in milliseconds. */
const REACH_MS = 15_000;

/** Where a server is, and on which side. */
export interface ServerPlace {
  readonly host: string;
  readonly port: number;
  readonly side: Side;
}

/** The addresses that a server's name stands for. Rejects with a `ProblemError`. */
export async function lookUpServer(place: ServerPlace, signal: AbortSignal): Promise<readonly string[]> {
  if (isIP(place.host) !== 0) return [place.host];
  const found = await explained(place, signal, (until) =>
    Promise.race([lookup(place.host, { all: true }), until]),
  );
  return found.map(({ address }) => address);
}

/** Opens the server's port, and closes it again. Rejects with a `ProblemError`. */
export async function checkReachable(
  place: ServerPlace,
  proxy: ProxyUrl,
  signal: AbortSignal,
): Promise<void> {
  await explained(place, signal, async (_until, both) => {
    const socket = await openSocket(place, proxy, both);
    socket.on('error', () => undefined);
    socket.destroy();
  });
}

async function explained<T>(
  { host, port, side }: ServerPlace,
  signal: AbortSignal,
  work: (until: Promise<never>, both: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = AbortSignal.timeout(REACH_MS);
  const both = AbortSignal.any([signal, deadline]);
  const { promise: until, reject } = Promise.withResolvers<never>();
  until.catch(() => undefined);
  const stop = (): void => reject(new Error('Stopped'));
  if (both.aborted) stop();
  both.addEventListener('abort', stop, { once: true });
  try {
    return await work(until, both);
  } catch (cause) {
    throwIfStopped(signal);
    const [kind, what, advice] =
      (deadline.aborted ? undefined : explainNetwork(cause, host, port)) ?? noAnswer(host);
    throw new ProblemError({ kind, what, advice, side }, { cause });
  } finally {
    both.removeEventListener('abort', stop);
  }
}
