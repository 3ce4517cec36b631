import type { HashName } from '../../target.js';
import type { Learned } from '../session/learned.js';

/** How to ask for a hash: by HASH, with an algorithm that OPTS has chosen, or by a command of its own. */
export type HashWay =
  | { readonly kind: 'hash'; readonly name: HashName; readonly algorithm: string }
  | { readonly kind: 'own'; readonly name: HashName; readonly verb: string };

/** What a server can do beyond the commands of RFC 959. */
export interface FtpFeatures {
  /** MLSD and MLST (RFC 3659, 7). */
  readonly mlst: boolean;
  readonly size: boolean;
  readonly mdtm: boolean;
  readonly mfmt: boolean;
  /** REST before a transfer (RFC 3659, 5). */
  readonly rest: boolean;
  readonly utf8: boolean;
  /** Whether MLSD and MLST can tell the permissions of a file, as the fact UNIX.mode. */
  readonly unixModes: boolean;
  /** Whether they can, and the profile keeps permissions. */
  readonly modes: boolean;
  /** Whether MLSD and MLST can tell which names are those of one and the same, as the fact unique. */
  readonly uniques: boolean;
  /** AUTH TLS (RFC 4217, 4): the connection can be encrypted. */
  readonly tls: boolean;
  /** AVBL, which tells the free space. */
  readonly avbl: boolean;
  /** The best first. */
  readonly hashes: readonly HashWay[];
}

/** Commands that give one hash each, under whichever name a server has it. */
const OWN_VERBS: ReadonlyMap<string, HashName> = new Map<string, HashName>([
  ['XSHA256', 'sha256'],
  ['XSHA1', 'sha1'],
  ['XSHA', 'sha1'],
  ['XMD5', 'md5'],
  ['MD5', 'md5'],
  ['XCRC', 'crc32'],
]);

/** The names that algorithms have in `HASH SHA-256;SHA-1*;MD5`, the chosen one marked (draft-bryan-ftpext-hash). */
const ALGORITHMS: ReadonlyMap<string, HashName> = new Map<string, HashName>([
  ['SHA-256', 'sha256'],
  ['SHA-1', 'sha1'],
  ['MD5', 'md5'],
  ['CRC32', 'crc32'],
]);

const UNIX_MODE = /^\s*MLST\s.*\bUNIX\.mode\b/i;

/**
 * Reads the reply to FEAT (RFC 2389, 3.2): one feature a line between the first line and the last. Some servers begin each of them with
 * `211-`, like the first one.
 */
export function parseFeatures(reply: string): FtpFeatures {
  const lines = reply
    .split(/\r?\n/)
    .slice(1, -1)
    .map((line) => line.replace(/^211[- ]/, ' '));
  const names = new Set(lines.map((line) => line.trim().split(/\s/)[0]?.toUpperCase() ?? ''));
  return {
    // RFC 3659, 7.8: MLST among the features means MLSD as well.
    mlst: names.has('MLST'),
    size: names.has('SIZE'),
    mdtm: names.has('MDTM'),
    mfmt: names.has('MFMT'),
    rest: lines.some((line) => /^\s*REST\s+STREAM\s*$/i.test(line)),
    utf8: names.has('UTF8'),
    unixModes: lines.some((line) => UNIX_MODE.test(line)),
    modes: lines.some((line) => UNIX_MODE.test(line)),
    uniques: lines.some((line) => /^\s*MLST\s.*\bunique\b/i.test(line)),
    tls: lines.some((line) => /^\s*AUTH\b.*\bTLS\b/i.test(line)),
    avbl: names.has('AVBL'),
    hashes: [...byHash(lines), ...byOwn(names)],
  };
}

/** The features as lines of a reply to FEAT, in words of our own: what a server says is not stored (S12). */
export function featureLines(features: FtpFeatures): readonly string[] {
  const { mlst, size, mdtm, mfmt, rest, utf8, unixModes, uniques, tls, avbl, hashes } = features;
  const facts = `type*;size*;modify*;${unixModes ? 'UNIX.mode*;' : ''}${uniques ? 'unique*;' : ''}`;
  const algorithms = hashes.flatMap((way) => (way.kind === 'hash' ? [way.algorithm] : []));
  return [
    ...(mlst ? [`MLST ${facts}`] : []),
    ...(size ? ['SIZE'] : []),
    ...(mdtm ? ['MDTM'] : []),
    ...(mfmt ? ['MFMT'] : []),
    ...(rest ? ['REST STREAM'] : []),
    ...(utf8 ? ['UTF8'] : []),
    ...(tls ? ['AUTH TLS'] : []),
    ...(avbl ? ['AVBL'] : []),
    ...(algorithms.length > 0 ? [`HASH ${algorithms.join(';')}`] : []),
    ...hashes.flatMap((way) => (way.kind === 'own' ? [way.verb] : [])),
  ];
}

/** The features that such lines say. */
export function featuresIn(lines: readonly string[]): FtpFeatures {
  return parseFeatures(['211-Features:', ...lines.map((line) => ` ${line}`), '211 End'].join('\r\n'));
}

/** The same as long as the server turns out to know them: some announce what they refuse, or what a firewall keeps from them. */
export function withoutUnknown(announced: FtpFeatures, { unknown }: Learned): FtpFeatures {
  return {
    ...announced,
    get mlst() {
      return announced.mlst && !unknown.has('MLST') && !unknown.has('MLSD');
    },
    get size() {
      return announced.size && !unknown.has('SIZE');
    },
    get mdtm() {
      return announced.mdtm && !unknown.has('MDTM');
    },
    get rest() {
      return announced.rest && !unknown.has('REST');
    },
  };
}

/** Whether listings can show permissions: LIST does as a rule. */
export function showsModes({ mlst, modes }: FtpFeatures): boolean {
  return !mlst || modes;
}

function byHash(lines: readonly string[]): readonly HashWay[] {
  const offered = lines.map((line) => /^\s*HASH\s+(\S+)\s*$/i.exec(line)?.[1]).find((list) => list) ?? '';
  return offered.split(';').flatMap((marked) => {
    const algorithm = marked.replace('*', '');
    const name = ALGORITHMS.get(algorithm.toUpperCase());
    return name === undefined ? [] : [{ kind: 'hash', name, algorithm }];
  });
}

function byOwn(names: ReadonlySet<string>): readonly HashWay[] {
  return Array.from(OWN_VERBS).flatMap(([verb, name]) =>
    names.has(verb) ? [{ kind: 'own', name, verb }] : [],
  );
}

/** Of a server that does not know FEAT. */
export const NO_FEATURES: FtpFeatures = parseFeatures('');
