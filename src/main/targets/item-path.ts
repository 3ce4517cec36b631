import type { ItemPath, Side } from '../../shared/entry/entry.js';
import { checkName, type NameProblem, type NameRules } from '../../shared/entry/names.js';
import { ProblemError } from '../../shared/problem-error.js';

const REASONS: Readonly<Record<NameProblem, string>> = {
  empty: 'a name in it is empty',
  relative: 'it contains “.” or “..”',
  separator: 'a name in it contains a slash',
  'control-character': 'a name in it contains a control character',
  windows: 'Windows does not allow one of the names in it',
};

/**
 * The names in `path`, root first; none for the root itself. S9: throws `name-refused` unless every one of
 * them is safe under `rules`, so that what is joined from them cannot lie outside the root.
 */
export function safeNames(path: ItemPath, rules: NameRules, side: Side): readonly string[] {
  if (path === '') return [];
  const names = isKeptOutside(path) ? path.split('/').slice(1) : path.split('/');
  for (const name of names) {
    const problem = checkName(name, rules);
    if (problem !== undefined) {
      throw new ProblemError({
        kind: 'name-refused',
        what: `The name “${printable(path)}” can’t be used: ${REASONS[problem]}.`,
        advice: 'Rename it on the other side.',
        side,
        path,
      });
    }
  }
  return names;
}

/** A folder for versions, one of a run in it, or what is kept in that. */
const KEPT_OUTSIDE =
  /^(\/|[A-Za-z]:[\\/])[^\0\r\n]*[0-9A-Za-z._~-]{3,40}versions(\/\d{4}-\d\d-\d\dT[\d.]+-[0-9a-f]{16}(\/\d+\.[0-9A-Za-z]{1,10})?)?$/;

/**
 * Whether `path` is that of versions in a place outside the root, which the profile names. Nothing else is ever asked for by an absolute
 * path (S9): no item has one.
 */
export function isKeptOutside(path: ItemPath): boolean {
  return KEPT_OUTSIDE.test(path) && !path.split(/[\\/]/).includes('..');
}

/** `text` with control characters shown as `?`, so that a hostile name cannot spoil a sentence. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}
