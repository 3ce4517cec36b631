import { lineChanges, type LineChange } from './line-changes.js';

type Lines = readonly string[];

/** A piece of a merged text. */
export type MergeChunk =
  /** Both versions have these lines, or only one of them changed here. */
  | { readonly kind: 'agreed'; readonly lines: Lines }
  /** Somebody has to say which lines these are to be. */
  | { readonly kind: 'conflict'; readonly local: Lines; readonly remote: Lines };

/**
 * Merges two versions of a text. With `base`, from which both were made, what only one of them changed is taken, and what both changed alike;
 * without it, all that differs is a conflict. Changes that touch are one, so that nothing is put together that nobody has seen side by side.
 * `undefined` where the texts differ too much.
 */
export function mergeLines(
  base: Lines | undefined,
  local: Lines,
  remote: Lines,
): readonly MergeChunk[] | undefined {
  const chunks = base === undefined ? withoutBase(local, remote) : threeWay(base, local, remote);
  return chunks && joined(chunks);
}

function threeWay(base: Lines, local: Lines, remote: Lines): MergeChunk[] | undefined {
  const mine = lineChanges(base, local);
  const theirs = mine && lineChanges(base, remote);
  if (mine === undefined || theirs === undefined) return undefined;
  const chunks: MergeChunk[] = [];
  let at = 0;
  for (const { from, to, ofMine, ofTheirs } of regions(mine, theirs)) {
    chunks.push({ kind: 'agreed', lines: base.slice(at, from) });
    at = to;
    const here = linesIn(local, ofMine, from, to);
    const there = linesIn(remote, ofTheirs, from, to);
    if (here === undefined || there === undefined || sameLines(here, there))
      chunks.push({ kind: 'agreed', lines: here ?? there ?? [] });
    else chunks.push(...(withoutBase(here, there) ?? [{ kind: 'conflict', local: here, remote: there }]));
  }
  chunks.push({ kind: 'agreed', lines: base.slice(at) });
  return chunks;
}

/** Lines of the base that one version or both have changed, with the changes that fall there. */
interface Region {
  readonly from: number;
  readonly to: number;
  readonly ofMine: readonly LineChange[];
  readonly ofTheirs: readonly LineChange[];
}

function* regions(mine: readonly LineChange[], theirs: readonly LineChange[]): Generator<Region> {
  let [i, j] = [0, 0];
  for (;;) {
    const from = Math.min(mine[i]?.oldFrom ?? Infinity, theirs[j]?.oldFrom ?? Infinity);
    if (from === Infinity) return;
    let to = from;
    const [firstMine, firstTheirs] = [i, j];
    for (let grows = true; grows;) {
      const [one, other] = [mine[i], theirs[j]];
      if (one !== undefined && one.oldFrom <= to) {
        to = Math.max(to, one.oldTo);
        i += 1;
      } else if (other !== undefined && other.oldFrom <= to) {
        to = Math.max(to, other.oldTo);
        j += 1;
      } else grows = false;
    }
    yield { from, to, ofMine: mine.slice(firstMine, i), ofTheirs: theirs.slice(firstTheirs, j) };
  }
}

/** What a version has in place of the base's lines `from` to `to`; `undefined` where it has changed nothing there. */
function linesIn(
  version: Lines,
  changes: readonly LineChange[],
  from: number,
  to: number,
): Lines | undefined {
  const [first, last] = [changes[0], changes.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return version.slice(first.from - (first.oldFrom - from), last.to + (to - last.oldTo));
}

/** Two versions of which nobody knows what they were made from. */
function withoutBase(local: Lines, remote: Lines): MergeChunk[] | undefined {
  const changes = lineChanges(local, remote);
  if (changes === undefined) return undefined;
  const chunks: MergeChunk[] = [];
  let at = 0;
  for (const { oldFrom, oldTo, from, to } of changes) {
    chunks.push({ kind: 'agreed', lines: local.slice(at, oldFrom) });
    chunks.push({ kind: 'conflict', local: local.slice(oldFrom, oldTo), remote: remote.slice(from, to) });
    at = oldTo;
  }
  chunks.push({ kind: 'agreed', lines: local.slice(at) });
  return chunks;
}

/** The chunks without empty ones, those that are agreed joined to one between conflicts. */
function joined(chunks: readonly MergeChunk[]): readonly MergeChunk[] {
  const result: MergeChunk[] = [];
  let open: string[] | undefined;
  for (const chunk of chunks) {
    if (chunk.kind === 'conflict') {
      result.push(chunk);
      open = undefined;
    } else if (chunk.lines.length > 0) {
      if (open === undefined) result.push({ kind: 'agreed', lines: (open = []) });
      for (const line of chunk.lines) open.push(line);
    }
  }
  return result;
}

function sameLines(one: Lines, other: Lines): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}
