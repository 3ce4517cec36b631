import type { LineEnds } from './decode.js';
import { encode, readExactly, sameBytes, type ExactText } from './encode.js';
import { mergeLines, type MergeChunk } from './merge-lines.js';

/** The most bytes that a version may have to be merged, and that what comes of it may have. */
export const MOST_MERGED_BYTES = 2 * 2 ** 20;

/** Versions of one file. `base` is what both were made from, where that is still known. */
export interface Versions {
  readonly base?: Uint8Array | undefined;
  readonly local: Uint8Array;
  readonly remote: Uint8Array;
}

/** How a merged text is to be written down. */
export interface WrittenHow extends Pick<ExactText, 'encoding' | 'marked'> {
  /** What stands for each line feed; `null` where line ends are mixed, and stay in their lines as they are. */
  readonly lineEnd: '\n' | '\r\n' | '\r' | null;
}

/** What merging two versions comes to. */
export type Merging =
  | {
      readonly kind: 'merged';
      readonly chunks: readonly MergeChunk[];
      /** The lines of the local version. */
      readonly local: readonly string[];
      readonly how: WrittenHow;
      /** Whether it was known what both were made from. */
      readonly threeWay: boolean;
    }
  | { readonly kind: 'too-large' }
  /** One of them is no text. */
  | { readonly kind: 'no-text' }
  | { readonly kind: 'too-different' };

/**
 * Merges two versions of a text, line by line. What comes of it is written down as the local version is, unless only the remote one was changed in
 * that. Pure.
 */
export function mergeText(versions: Versions): Merging {
  if (Math.max(versions.local.length, versions.remote.length) > MOST_MERGED_BYTES)
    return { kind: 'too-large' };
  const [local, remote] = [readExactly(versions.local), readExactly(versions.remote)];
  if (local === undefined || remote === undefined) return { kind: 'no-text' };
  const base =
    versions.base === undefined || versions.base.length > MOST_MERGED_BYTES
      ? undefined
      : readExactly(versions.base);
  const texts = base === undefined ? [local, remote] : [base, local, remote];
  // Where line ends are mixed, they are a part of their lines: nobody else can say which was meant to stay.
  const mixed = texts.some(({ lineEnds }) => lineEnds === 'mixed');
  const lines = ({ text, lineEnds }: ExactText): string[] =>
    text.split(mixed ? '\n' : (ENDS[lineEnds] ?? '\n'));
  const here = lines(local);
  const chunks = mergeLines(base && lines(base), here, lines(remote));
  if (chunks === undefined) return { kind: 'too-different' };
  const [wanted, other] = writtenAs(base, local, remote);
  const written = encode(wholeText(chunks), wanted) === undefined ? other : wanted;
  const ends = lineEndsOf(base, local, remote);
  const how: WrittenHow = {
    encoding: written.encoding,
    marked: written.marked,
    lineEnd: mixed ? null : (ENDS[ends] ?? '\n'),
  };
  return { kind: 'merged', chunks, local: here, how, threeWay: base !== undefined };
}

/** The text without conflicts, its lines ended by line feeds; `undefined` where there are any. */
export function agreedText(chunks: readonly MergeChunk[]): string | undefined {
  const lines: string[] = [];
  for (const chunk of chunks) {
    if (chunk.kind === 'conflict') return undefined;
    for (const line of chunk.lines) lines.push(line);
  }
  return lines.join('\n');
}

/** The bytes of a merged text; `undefined` where the encoding lacks one of its letters, or it became too large. */
export function writeMerged(text: string, { lineEnd, ...how }: WrittenHow): Uint8Array | undefined {
  const ended = lineEnd === null ? text : text.replaceAll(/\r\n|\r|\n/g, lineEnd);
  const bytes = encode(ended, how);
  return bytes !== undefined && bytes.length <= MOST_MERGED_BYTES ? bytes : undefined;
}

/** The bytes that a merge comes to by itself: only where it was known what both were made from, and nothing is in conflict. */
export function mergedByItself(versions: Versions): Uint8Array | undefined {
  const merging = mergeText(versions);
  if (merging.kind !== 'merged' || !merging.threeWay) return undefined;
  const text = agreedText(merging.chunks);
  return text === undefined ? undefined : writeMerged(text, merging.how);
}

const ENDS: Readonly<Partial<Record<LineEnds, '\n' | '\r\n' | '\r'>>> = { lf: '\n', crlf: '\r\n', cr: '\r' };

/** All that may be in the merged text, whatever is decided. */
function wholeText(chunks: readonly MergeChunk[]): string {
  return chunks
    .flatMap((chunk) => (chunk.kind === 'agreed' ? [chunk.lines] : [chunk.local, chunk.remote]))
    .map((lines) => lines.join('\n'))
    .join('\n');
}

/**
 * The version in whose encoding the merged text is to be written, and the other one for letters that it lacks: the local one first, unless only the
 * remote one was changed in that. Plain letters are the same bytes in several encodings, so a version of nothing else leaves it to the other.
 */
function writtenAs(
  base: ExactText | undefined,
  local: ExactText,
  remote: ExactText,
): readonly [ExactText, ExactText] {
  if (isWrittenAs(remote, local)) return [local, remote];
  if (isWrittenAs(local, remote)) return [remote, local];
  const isLocalAsBefore = base !== undefined && isWrittenAs(base, local) && !isWrittenAs(base, remote);
  return isLocalAsBefore ? [remote, local] : [local, remote];
}

/** Whether a text has the same bytes when it is written down as another one is. */
function isWrittenAs(text: ExactText, other: ExactText): boolean {
  if (text.encoding === other.encoding && text.marked === other.marked) return true;
  const [own, written] = [encode(text.text, text), encode(text.text, other)];
  return own !== undefined && written !== undefined && sameBytes(own, written);
}

/** How lines are to end: as the local ones do, unless only the remote ones were changed in that. A single line leaves it to the other version. */
function lineEndsOf(base: ExactText | undefined, local: ExactText, remote: ExactText): LineEnds {
  if (local.lineEnds === 'none') return remote.lineEnds;
  const isLocalAsBefore = base?.lineEnds === local.lineEnds && remote.lineEnds !== 'none';
  return isLocalAsBefore ? remote.lineEnds : local.lineEnds;
}
