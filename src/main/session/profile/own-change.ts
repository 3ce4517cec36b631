import { basename, isAbsolute, relative, sep } from 'node:path';
import { OwnNames } from '../../sync/base/own-names.js';

/**
 * Says of the absolute path of something that has changed in `folder` whether Evenkeel keeps it there for itself, by its own name or because it
 * lies in one of `ownPlaces`, which are absolute paths too: a sync that follows changes would otherwise follow what it writes itself. A
 * place that holds all of `folder` says nothing of what is in it.
 */
export function isOwnChange(
  folder: string,
  ownNames: string,
  ownPlaces: readonly string[],
): (path: string) => boolean {
  const own = new OwnNames(ownNames);
  const inside = ownPlaces.filter((place) => relative(folder, place) !== '' && isWithin(place, folder));
  return (path) => own.has(basename(path)) || inside.some((place) => isWithin(path, place));
}

/** Whether a path is that of a folder or file, or of something in it. */
function isWithin(path: string, place: string): boolean {
  const way = relative(place, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
