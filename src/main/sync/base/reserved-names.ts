import { reservedKey } from '../../../shared/entry/names.js';
import { LOCK_FILE } from '../lock/lock-file.js';
import { isTemporaryName } from './temporary-names.js';
import { VERSIONS_FOLDER } from '../versions/version-keeper.js';

/**
 * Whether `name` is that of something which any Evenkeel keeps beside people's files: never content, in no folder. However it is spelled:
 * brought to a side that takes the two for one, it would be ours (S9).
 */
export function isOwnName(name: string): boolean {
  const key = name.startsWith('.') || name.charCodeAt(0) > 0x7e ? reservedKey(name) : '';
  if (!key.startsWith('.')) return false;
  return key === LOCK_FILE || key === VERSIONS_FOLDER || isTemporaryName(key);
}
