import { randomBytes, scrypt } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { promisify } from 'node:util';
import type { Lock } from './lock-file.js';

const derive = promisify<string, string, number, object, Buffer>(scrypt);

/** Bytes of a mark. */
const LENGTH = 16;
/** What one guess costs whoever would find out a name from a mark: some milliseconds (RFC 7914, section 2). */
const COST = { N: 4096 };

let ours: Promise<string> | undefined;

/**
 * What a lock says of the computer and user that took it: by it they know their own, and nobody else learns their names from a file that a
 * web server may show to everybody. It has a salt of its own in each program, and is made once.
 */
export function ownerMark(): Promise<string> {
  ours ??= markWith(randomBytes(8).toString('hex'));
  return ours;
}

/** Whether this computer and user have taken a lock. */
export async function isOurs({ owner, host, user }: Lock): Promise<boolean> {
  // An earlier version told both in clear.
  if (owner === undefined) return host === hostname() && user === userInfo().username;
  if (owner === (await ownerMark())) return true;
  const [salt = ''] = owner.split('-');
  return owner === (await markWith(salt));
}

async function markWith(salt: string): Promise<string> {
  const key = await derive(`${hostname()}\0${userInfo().username}`, salt, LENGTH, COST);
  return `${salt}-${key.toString('hex')}`;
}
