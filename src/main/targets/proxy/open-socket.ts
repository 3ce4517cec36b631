import { once } from 'node:events';
import { Socket, type OnReadOpts } from 'node:net';
import type { Destination } from './destination.js';
import { connectByHttp } from './http-connect.js';
import { ProxyError } from './proxy-error.js';
import { connectBySocks5 } from './socks5.js';

/** What carries the connection there; `null` for the plain network. As `line.proxy` in a profile's options has it, with the password in it. */
export type ProxyUrl = string | null;

/**
 * Opens a connection to `to`, through the proxy where there is one, which then also resolves the host's name. Rejects with
 * `ProxyError` where the proxy is at fault, with Node's error otherwise, and with the signal's reason when it is aborted. `onread`, where
 * there is no proxy, is how Node has it.
 */
export async function openSocket(
  to: Destination,
  proxy: ProxyUrl,
  signal: AbortSignal,
  onread?: OnReadOpts,
): Promise<Socket> {
  signal.throwIfAborted();
  const socket = new Socket({ ...(onread && { onread }) });
  const stop = (): void => void socket.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (proxy === null) await dial(socket, to);
    else await throughProxy(socket, to, new URL(proxy));
    signal.throwIfAborted();
    socket.setNoDelay(true);
    return socket;
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function throughProxy(socket: Socket, to: Destination, proxy: URL): Promise<void> {
  const socks = proxy.protocol === 'socks5:';
  // The URL standard drops the port that is the usual one of `http:`.
  const port = Number(proxy.port === '' ? 80 : proxy.port);
  try {
    await dial(socket, { host: proxy.hostname.replace(/^\[|\]$/g, ''), port });
  } catch (error) {
    throw new ProxyError(proxy.host, 'it can’t be reached', { cause: error });
  }
  const signIn =
    // RFC 1929, 2: a password has at least one byte.
    proxy.username === '' || (socks && proxy.password === '')
      ? undefined
      : { userName: decodeURIComponent(proxy.username), password: decodeURIComponent(proxy.password) };
  const refusal = await (socks ? connectBySocks5 : connectByHttp)(socket, to, signIn).catch(
    (error: unknown) => {
      throw new ProxyError(proxy.host, 'it closed the connection, or is not a proxy of this kind', {
        cause: error,
      });
    },
  );
  if (refusal !== undefined) throw new ProxyError(proxy.host, refusal);
}

async function dial(socket: Socket, to: Destination): Promise<void> {
  socket.connect({ host: to.host, port: to.port });
  await Promise.race([
    once(socket, 'connect'),
    once(socket, 'close').then(() => Promise.reject(new Error('The connection was closed.'))),
  ]);
}
