/** A proxy as somebody typed it. */
export interface ProxyPlace {
  /** Fit for a profile: with the user name where there is one, never with a password. */
  readonly url: string;
  /** `''` where the proxy wants no sign-in. */
  readonly userName: string;
  /** `''` where none was typed. */
  readonly password: string;
}

/** What a profile may hold of a proxy: `socks5://` or `http://`, a user name, a host, a port, and no password. */
export const PROXY_URL = /^(socks5|http):\/\/(?:[^\s@/:]+@)?[^\s@/]+:\d{1,5}\/?$/;

/** Reads `socks5://USER:PASSWORD@host:port`, of which the sign-in, or the password alone, may be left out; `undefined` for all else. */
export function readProxy(text: string): ProxyPlace | undefined {
  const [, scheme, user = '', password = '', place = ''] =
    /^(socks5|http):\/\/(?:([^\s@/:]+)(?::([^\s@/]*))?@)?([^\s@/]+:\d{1,5})\/?$/.exec(text.trim()) ?? [];
  if (scheme === undefined) return undefined;
  const url = `${scheme}://${user === '' ? '' : `${user}@`}${place}`;
  try {
    // RFC 3986, 2.1: what has a meaning in an address is written with a percent sign.
    const { host } = new URL(url);
    if (host === '') return undefined;
    return { url, userName: decodeURIComponent(user), password: decodeURIComponent(password) };
  } catch {
    return undefined;
  }
}

/** Whether the proxy of a profile is one that wants a sign-in. */
export function wantsSignIn(url: string | null): boolean {
  return url?.includes('@') === true;
}

/** The proxy of a profile with its password, for the memory only: what knows it opens connections, and nothing keeps or shows it. */
export function withProxyPassword(url: string | null, password: string): string | null {
  if (url === null || password === '') return url;
  return url.replace(
    /^([a-z0-9]+:\/\/[^\s@/:]+)@/,
    `$1:${encodeURIComponent(password).replaceAll('$', '$$$$')}@`,
  );
}
