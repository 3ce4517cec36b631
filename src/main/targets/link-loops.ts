/**
 * Whether following a link ends where it began: `leadsTo` is, or holds, one of the folders through which one came to the link
 * (`above`). All are real paths, without a link in them, their names joined by `separator`.
 *
 * Every endless walk passes through some link a second time, and is inside what that link leads to by then. So this ends every walk, also
 * one over several links that lead to each other.
 */
export function leadsBack(leadsTo: string, above: readonly string[], separator: string): boolean {
  const inside = leadsTo.endsWith(separator) ? leadsTo : `${leadsTo}${separator}`;
  return above.some((folder) => folder === leadsTo || folder.startsWith(inside));
}

/** The path of `folder` and of every folder above it up to the root, for items whose names are joined by `/`. */
export function foldersAbove(folder: string): readonly string[] {
  const names = folder === '' ? [] : folder.split('/');
  return ['', ...names.map((_, index) => names.slice(0, index + 1).join('/'))];
}
