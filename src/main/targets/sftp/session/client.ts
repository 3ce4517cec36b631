import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client, NegotiatedAlgorithms as Negotiated } from 'ssh2';
import type { CertificateFacts } from '../../../../shared/problem.js';
import { ProblemError, throwIfStopped } from '../../../../shared/problem-error.js';
import { hostKeyProblem, hostKeyProof, type HostKeyCheck } from '../auth/host-key.js';
import { knownKeyTypes } from '../config/known-hosts.js';
import type { Hop } from '../config/route.js';
import { Handshake } from './handshake.js';
import { SignInAttempt, type Credentials } from '../auth/sign-in.js';

/** Algorithms that use a type of host key, where that is not called like it (RFC 8332). */
const KEY_TYPES: Readonly<Record<string, readonly string[]>> = {
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'],
};

/**
 * ssh2 hands the socket each packet in three chunks. Makes them, and whatever else is sent in one turn of the event loop, leave as one. To
 * be called before anything is read from the socket; the result is to be called before something is sent.
 */
export function coalesceWrites(socket: Socket): () => void {
  let gathering = false;
  const gather = (): void => {
    if (gathering) return;
    gathering = true;
    socket.cork();
    setImmediate(() => {
      gathering = false;
      socket.uncork();
    });
  };
  // What ssh2 sends by itself, it sends in answer to something.
  socket.pause();
  socket.on('data', gather);
  return gather;
}

/** What was agreed on with a host to protect the connection, and what it proved with that it is the right one. */
export interface Protection {
  /** As RFC 4253 and its successors name it. */
  readonly cipher: string;
  readonly keyExchange: string;
  readonly hostKey: CertificateFacts;
  readonly vouchedBy: 'computer' | 'user';
}

/** A host that somebody is signed in to. */
export interface SignedInClient {
  readonly client: Client;
  readonly protection: Protection | undefined;
}

/**
 * Signs in to a host over a connection. Nothing secret is sent before its key has been checked. Rejects with a `ProblemError` where the
 * key or the user is refused, else with the error of the connection, which is cut then.
 */
export async function openClient(
  connection: Duplex,
  hop: Hop,
  credentials: Credentials,
  check: HostKeyCheck,
  signal: AbortSignal,
  dialogue?: (line: string) => void,
): Promise<SignedInClient> {
  // Loaded where it is needed: it takes as long as half the rest of the program, and whoever speaks FTP has no use for it.
  const { default: ssh2 } = await import('ssh2');
  const client = new ssh2.Client();
  let agreed: Negotiated | undefined;
  let proof: Pick<Protection, 'hostKey' | 'vouchedBy'> | undefined;
  const attempt = new SignInAttempt(hop, credentials);
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const refuse = (): void => {
    reject(new ProblemError(attempt.problem(check.side)));
    client.end();
  };
  const stop = (): void => reject(new Error('Stopped'));
  const handshake = new Handshake();
  client.on('ready', () => resolve(undefined));
  client.on('handshake', (negotiated) => (agreed = negotiated));
  client.on('error', (error) => {
    // An agent that fails is like none.
    if (error.level === 'agent') return;
    // “Too many authentication failures” ends the connection without an answer to the last attempt.
    if (/authentication failures/i.test(error.message)) refuse();
    reject(error);
  });
  client.on('close', () => reject(new Error('The server hung up.')));
  signal.addEventListener('abort', stop, { once: true });
  try {
    throwIfStopped(signal);
    client.connect({
      sock: connection,
      username: hop.user,
      debug: (text) => {
        handshake.record(text);
        dialogue?.(text);
      },
      readyTimeout: 0,
      keepaliveInterval: 10_000,
      // The session watches the connection itself: on a slow connection an answer may well take long.
      keepaliveCountMax: Number.MAX_SAFE_INTEGER,
      algorithms: {
        kex: [...hop.algorithms.kex],
        cipher: [...hop.algorithms.cipher],
        hmac: [...hop.algorithms.hmac],
        serverHostKey: [...keyAlgorithms(hop.algorithms.serverHostKey, check)],
      },
      authHandler: attempt.handler(refuse),
      hostVerifier: (key: Buffer) => {
        const problem = hostKeyProblem(key, check);
        if (problem !== undefined) reject(new ProblemError(problem));
        else proof = hostKeyProof(key, check);
        return problem === undefined;
      },
    });
    await promise;
    return { client, protection: protectionFrom(agreed, proof) };
  } catch (error) {
    client.destroy();
    connection.destroy();
    const problem = handshake.problem(error, hop.algorithms, hop.label, check.side);
    throw problem === undefined ? error : new ProblemError(problem, { cause: error });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function protectionFrom(
  agreed: Negotiated | undefined,
  proof: Pick<Protection, 'hostKey' | 'vouchedBy'> | undefined,
): Protection | undefined {
  if (agreed === undefined || proof === undefined) return undefined;
  return { cipher: agreed.cs.cipher, keyExchange: agreed.kex, ...proof };
}

/** The kinds of keys by which the host is known come first, so that a server with several keys shows one of those. */
function keyAlgorithms<T extends string>(
  allowed: readonly T[],
  { knownAs, knownHosts }: HostKeyCheck,
): readonly T[] {
  const known: readonly string[] = knownKeyTypes(knownHosts, knownAs).flatMap(
    (type) => KEY_TYPES[type] ?? [type],
  );
  return [
    ...allowed.filter((algorithm) => known.includes(algorithm)),
    ...allowed.filter((algorithm) => !known.includes(algorithm)),
  ];
}

/** A connection through a host that one has signed in to. */
export function openForwardedConnection(client: Client, host: string, port: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
      if (error) reject(error);
      else resolve(channel);
    });
  });
}
