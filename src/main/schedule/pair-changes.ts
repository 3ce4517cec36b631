import { ANYTHING, FILTERS, type Changes } from './changes.js';

/** What has changed in the local folder of one of several pairs, as a part of what has changed in all of them: the items are in a folder of its name. */
export function inPair(id: string, changes: Changes): Changes {
  if (changes.kind === 'anything' || changes.paths.includes(FILTERS)) return { kind: 'items', paths: [id] };
  return { kind: 'items', paths: changes.paths.map((path) => `${id}/${path}`) };
}

/** Which of several pairs have changed, and what in each: the other way round. */
export function byPair(ids: readonly string[], changes: Changes): ReadonlyMap<string, Changes> {
  if (changes.kind === 'anything') return new Map(ids.map((id) => [id, ANYTHING]));
  const found = new Map<string, Changes>();
  for (const id of ids) {
    const own = changes.paths.filter((path) => path === id || path.startsWith(`${id}/`));
    if (own.length === 0) continue;
    found.set(
      id,
      own.includes(id) ? ANYTHING : { kind: 'items', paths: own.map((path) => path.slice(id.length + 1)) },
    );
  }
  return found;
}
