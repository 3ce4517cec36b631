import type { ReadTo } from '../../../shared/run/history.js';
import type { ProfileId } from '../../../shared/profile/profile.js';

/** Something on record of one profile. */
export interface Dated {
  /** Its place on record: what is later has greater numbers. */
  readonly seq: number;
  /** Milliseconds since 1970 in UTC. */
  readonly startedMs: number;
}

/** Part of what all profiles have, newest first. */
export interface MergedPage<T> {
  readonly found: readonly { readonly profileId: ProfileId; readonly one: T }[];
  /** Where the next page begins; absent where this one is the last. */
  readonly readTo?: ReadTo | undefined;
}

export interface MergeRequest<T> {
  readonly limit: number;
  readonly readTo?: ReadTo | undefined;
  /** Whether one is wanted at all. */
  readonly wanted: (one: T) => boolean;
  /** Reads from one profile: at most `limit`, newest first, of those before the one numbered `before`. */
  readonly read: (id: ProfileId, before: number | undefined, limit: number) => Promise<readonly T[]>;
}

/** How many are read of a profile at once. */
const PAGE = 100;

/**
 * Reads what several profiles have as one list, newest first, a page at a time: of each only as much as may come into the page. Rejects as
 * `read` does.
 */
export async function newestFirst<T extends Dated>(
  ids: readonly ProfileId[],
  { limit, readTo = {}, wanted, read }: MergeRequest<T>,
): Promise<MergedPage<T>> {
  const sources: Source<T>[] = [];
  for (const id of ids) {
    const before = readTo[id];
    // Nothing comes before the first.
    if (before === 0) continue;
    sources.push({ id, before, ...(await readSome(before, limit, wanted, (from) => read(id, from, PAGE))) });
  }
  const page = merged(sources, limit);
  const found = sources.reduce((count, source) => count + source.found.length, 0);
  const more = page.length < found || sources.some(({ exhausted }) => !exhausted);
  return more ? { found: page, readTo: { ...readTo, ...readToAfter(sources, page) } } : { found: page };
}

/**
 * The first of all of them, newest first. Those of one profile stay in their order, by which the next page goes on, even where the clock was set back
 * between them: by their times alone, some would be passed over for good.
 */
function merged<T extends Dated>(sources: readonly Source<T>[], limit: number): MergedPage<T>['found'] {
  const page: { readonly profileId: ProfileId; readonly one: T }[] = [];
  const heads = sources.map(({ id, found }) => ({ id, found, at: 0 }));
  while (page.length < limit) {
    let newest: { readonly head: (typeof heads)[number]; readonly one: T } | undefined;
    for (const head of heads) {
      const one = head.found[head.at];
      if (one === undefined) continue;
      if (newest === undefined || one.startedMs > newest.one.startedMs) newest = { head, one };
    }
    if (newest === undefined) break;
    newest.head.at += 1;
    page.push({ profileId: newest.head.id, one: newest.one });
  }
  return page;
}

interface Source<T> {
  readonly id: ProfileId;
  readonly before: number | undefined;
  readonly found: readonly T[];
  readonly exhausted: boolean;
}

/** As many of a profile as may come into a page, unless it has fewer. */
async function readSome<T extends Dated>(
  before: number | undefined,
  limit: number,
  wanted: (one: T) => boolean,
  read: (before: number | undefined) => Promise<readonly T[]>,
): Promise<Pick<Source<T>, 'found' | 'exhausted'>> {
  const found: T[] = [];
  let from = before;
  for (;;) {
    const page = await read(from);
    found.push(...page.filter(wanted));
    from = page.at(-1)?.seq;
    if (page.length < PAGE || from === undefined) return { found, exhausted: true };
    if (found.length >= limit) return { found, exhausted: false };
  }
}

function readToAfter<T extends Dated>(sources: readonly Source<T>[], page: MergedPage<T>['found']): ReadTo {
  return Object.fromEntries(
    sources.flatMap(({ id, before, found, exhausted }) => {
      const taken = page.filter(({ profileId }) => profileId === id);
      if (exhausted && taken.length === found.length) return [[id, 0]];
      const last = taken.at(-1)?.one.seq ?? before;
      return last === undefined ? [] : [[id, last]];
    }),
  );
}
