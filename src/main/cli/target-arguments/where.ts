import type { SyncRequest } from '../sync/request.js';
import type { Options } from '../options/read-options.js';
import { readLocal, readRemote } from './places.js';
import { findProfile, readSavedProfiles } from '../profiles/saved-profiles.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { memoryFolder } from './state-folder.js';
import { requestOf } from './profile-request.js';

/** Which pair of folders a command is about, and what else was said. */
export interface Where {
  readonly pair:
    | { readonly kind: 'folders'; readonly local: string; readonly remote: string }
    | { readonly kind: 'profile'; readonly name: string };
  /** The operand behind the pair. */
  readonly word: string | undefined;
}

/**
 * Tells `LOCAL REMOTE [WORD]` from `--profile NAME [WORD]`. Throws a `UsageError` for what is neither; `word` is what the operand behind is
 * called.
 */
export function readWhere(operands: readonly string[], profile: unknown, word: string): Where {
  if (typeof profile === 'string') {
    if (operands.length > 1)
      throw new UsageError(
        'A profile already has two folders.',
        `With --profile, give no folders, only ${word} if needed.`,
      );
    return { pair: { kind: 'profile', name: profile }, word: operands[0] };
  }
  const [local, remote, last] = operands;
  if (local === undefined || remote === undefined) {
    throw new UsageError('Which folders?', 'Give both, LOCAL REMOTE, or a profile with --profile NAME.');
  }
  return { pair: { kind: 'folders', local, remote }, word: last };
}

/** The request that stands for the pair. Rejects with a `UsageError` where there is no such profile. */
export async function requestFor({ pair }: Where, options: Options, shell: CliContext): Promise<SyncRequest> {
  if (pair.kind === 'profile') {
    const { profiles } = await readSavedProfiles(memoryFolder(options, shell));
    return requestOf(findProfile(profiles, pair.name), options, shell);
  }
  const local = readLocal(pair.local, shell);
  return { mode: 'two-way', local, remote: readRemote(pair.remote, shell), options };
}
