import { nameOf } from '../../../shared/entry/path.js';

/** What follows the last dot of a name, in lower case; empty where nothing does, as in `.profile`. */
export function extensionOf(path: string): string {
  return /^.+\.([^.]+)$/.exec(nameOf(path))?.[1]?.toLowerCase() ?? '';
}
