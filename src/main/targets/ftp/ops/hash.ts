import { HASH_NAMES, type HashName } from '../../target.js';
import type { FtpConnection } from '../session/connection.js';
import type { HashWay } from '../protocol/features.js';
import { INACTIVITY_MS } from '../protocol/settings.js';
import { isUnknown, type Reply } from '../protocol/reply.js';

/** Bytes in a millisecond that the slowest server can be expected to get through. */
const SLOWEST = 4_000;

const PATIENCE_AT_MOST_MS = 86_400_000;

const DIGITS: Readonly<Record<HashName, number>> = { sha256: 64, sha1: 40, md5: 32, crc32: 8 };

/** The hashes that one server gives of its files; learns on the way which of those that it announces it does not. */
export class FtpHasher {
  readonly #ways: Set<HashWay>;

  constructor(ways: readonly HashWay[]) {
    this.#ways = new Set(ways);
  }

  /** Those that it has not refused so far, the strongest first. */
  get names(): readonly HashName[] {
    const left = new Set(Array.from(this.#ways, ({ name }) => name));
    return HASH_NAMES.filter((name) => left.has(name));
  }

  /**
   * The hash of the `size` bytes at the absolute path `file`, as lower-case hexadecimal digits; `undefined` where the server does not give
   * it. What one connection is told counts for all: the algorithm is chosen anew for every file.
   */
  async hash(
    connection: FtpConnection,
    file: string,
    name: HashName,
    size: number,
  ): Promise<string | undefined> {
    const patienceMs = Math.min(INACTIVITY_MS + size / SLOWEST, PATIENCE_AT_MOST_MS);
    for (const way of this.#ways) {
      if (way.name !== name) continue;
      const named = way.kind === 'own' ? quoted(file) : file;
      if (named === undefined) continue;
      const choice = way.kind === 'hash' ? [`OPTS HASH ${way.algorithm}`] : [];
      const verb = way.kind === 'hash' ? 'HASH' : way.verb;
      const replies = await connection.requestAll([...choice, `${verb} ${named}`], 'plain', patienceMs);
      if (replies.some(isUnknown) || (choice.length > 0 && replies[0]?.good !== true)) this.#ways.delete(way);
      const last = replies.at(-1);
      const given = replies.every(({ good }) => good) && last !== undefined ? last : undefined;
      const found = given && (way.kind === 'hash' ? hashIn(given, way, size) : lastWordIn(given));
      if (found !== undefined && isHash(found, name)) return found.toLowerCase();
    }
    return undefined;
  }
}

/**
 * Behind a blank in the name, servers look for a place in the file, unless the name stands in quotation marks. What stands for such a mark within
 * them, no two servers agree on, nor on what a backslash does there: then `undefined`.
 */
function quoted(file: string): string | undefined {
  if (!file.includes(' ')) return file;
  return /["\\]/.test(file) ? undefined : `"${file}"`;
}

/**
 * `213 SHA-256 0-49 DIGITS NAME` (draft-bryan-ftpext-hash), with or without lines before: of the whole file, by the algorithm that was
 * chosen.
 */
function hashIn({ message }: Reply, way: HashWay & { kind: 'hash' }, size: number): string | undefined {
  const match = /^213 (\S+) 0-(\d+) ([0-9a-f]+)(?: |$)/im.exec(message);
  const [, algorithm, end, digits] = match ?? [];
  // The last byte, or the one behind it: servers disagree.
  if (algorithm !== way.algorithm || Number(end) < size - 1) return undefined;
  return digits;
}

/** `250 DIGITS`, `213 DIGITS` or `251 NAME DIGITS`, with or without lines before. */
function lastWordIn({ message }: Reply): string | undefined {
  return message.trimEnd().split(/\s+/).at(-1);
}

function isHash(digits: string, name: HashName): boolean {
  return digits.length === DIGITS[name] && /^[0-9a-f]+$/i.test(digits);
}
