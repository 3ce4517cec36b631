import { extname, join } from 'node:path';

/** The scheme under which the window's page is served, and where it begins. */
export const SCHEME = 'evenkeel';
export const ORIGIN = `${SCHEME}://app`;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Nothing from anywhere but the application itself; nothing goes out. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The file that an address of our scheme names, as a path below the page's folder; `undefined` where it names none. Only plain
 * names pass, so that no address leads out of the folder.
 */
export function fileOf(address: string): string | undefined {
  let path: string;
  try {
    const url = new URL(address);
    if (url.protocol !== `${SCHEME}:` || url.host !== 'app') return undefined;
    path = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  const names = (path === '/' ? '/index.html' : path).slice(1).split('/');
  const plain = names.every((name) => /^[\w@-][\w@.-]*$/.test(name));
  return plain ? names.join('/') : undefined;
}

/** A part of the page: a file, and what is said of it. */
export interface Content {
  readonly path: string;
  readonly headers: Record<string, string>;
}

/** The part of the page, which lies in `folder`, that an address names. */
export function contentAt(folder: string, address: string): Content | undefined {
  const file = fileOf(address);
  const type = file === undefined ? undefined : TYPES[extname(file)];
  if (file === undefined || type === undefined) return undefined;
  return {
    path: join(folder, file),
    headers: {
      'content-type': type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    },
  };
}
