import type { Problem } from '../../../shared/problem.js';
import { updatesText } from './text.js';

/** By the codes of electron-updater and of the system. */
const TEXTS: Readonly<Record<string, (typeof updatesText)[keyof typeof updatesText]>> = {
  ERR_CHECKSUM_MISMATCH: updatesText.notGenuine,
  ERR_UPDATER_INVALID_SIGNATURE: updatesText.notGenuine,
  ENOSPC: updatesText.noSpace,
};

/** Why a download failed, for people. */
export function problemOfUpdate(error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return { kind: 'other', ...(TEXTS[code] ?? updatesText.notDownloaded) };
}
