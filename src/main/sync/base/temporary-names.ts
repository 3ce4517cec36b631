import type { ItemPath } from '../../../shared/entry/entry.js';
import { joinPath, parentOf } from '../../../shared/entry/path.js';

const PATTERN = /^\.evenkeel-([0-9a-f]{8})-[0-9a-z]+\.part$/;

/** Whether `name` is that of a temporary file of any Evenkeel: never content, on no side. */
export function isTemporaryName(name: string): boolean {
  return PATTERN.test(name);
}

/** Whether `name` is that of a temporary file of the pair that `token` marks. */
export function isOwnTemporaryName(name: string, token: string): boolean {
  return PATTERN.exec(name)?.[1] === token;
}

/**
 * The temporary name for the `count`th transfer of a run, beside the file that it is for: a rename within one folder
 * is one step on every system (S3).
 */
export function temporaryPathFor(path: ItemPath, token: string, startedMs: number, count: number): ItemPath {
  return joinPath(parentOf(path), `.evenkeel-${token}-${startedMs.toString(36)}${count.toString(36)}.part`);
}
