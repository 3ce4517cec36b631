import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { BaselineRow } from '../../shared/baseline.js';
import type { Sides } from '../../shared/entry.js';
import { isFatal } from './fatal.js';
import type { Intent, StateStore } from '../state/state-store.js';
import type { Target } from '../targets/target.js';

/**
 * S5: finds out which transfers of a killed run were finished although the baseline does not know. Whatever lies
 * under the real name with the very content that was sent was put there by us, so what its side reports now, and
 * what the source reported then, is the baseline. Changes nothing.
 */
export async function recoverIntents(
  targets: Sides<Target>,
  state: StateStore,
  signal: AbortSignal,
): Promise<readonly BaselineRow[]> {
  const rows: BaselineRow[] = [];
  // There are never more of them than transfers that were under way at once.
  for (const intent of await state.intents()) {
    const row = await recover(intent, targets, signal);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

async function recover(
  intent: Intent,
  targets: Sides<Target>,
  signal: AbortSignal,
): Promise<BaselineRow | undefined> {
  const target = targets[intent.to];
  try {
    const entry = await target.stat(intent.path, signal);
    if (entry?.kind !== 'file' || entry.size !== intent.source.size) return undefined;
    const hash = createHash('sha256');
    await pipeline(await target.read(intent.path, { signal }), hash, { signal });
    if (hash.digest('hex') !== intent.sha256) return undefined;
    const sides =
      intent.to === 'local'
        ? { local: entry, remote: intent.source }
        : { local: intent.source, remote: entry };
    return { path: intent.path, record: { kind: 'file', sides } };
  } catch (error) {
    if (isFatal(error)) throw error;
    // What cannot be read now is decided without it: at worst the user is asked.
    return undefined;
  }
}
