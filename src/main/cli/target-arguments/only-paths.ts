import { posix, win32 } from 'node:path';
import type { ItemPath } from '../../../shared/entry/entry.js';
import { checkName } from '../../../shared/entry/names.js';
import { usageText } from '../text/usage.js';
import { UsageError } from '../usage-error.js';

/**
 * The items that `--only` names: paths as the local folder counts them, or absolute ones inside it. Throws a `UsageError` for what lies
 * outside, and for the folder itself.
 */
export function readOnly(
  given: readonly string[],
  local: string,
  platform: NodeJS.Platform,
): readonly ItemPath[] {
  const paths = platform === 'win32' ? win32 : posix;
  return given.map((text) => {
    const relative = paths.relative(local, paths.resolve(local, text));
    const names = relative.split(paths.sep);
    const isInside = relative !== '' && names[0] !== '..' && !paths.isAbsolute(relative);
    if (!isInside || names.some((name) => checkName(name, 'posix') !== undefined))
      throw new UsageError(usageText.onlyOutside(text, local));
    return names.join('/');
  });
}
