import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createWriteStream, rename, rm } from '../../targets/local/original-fs.js';
import { ProblemError, stoppedError } from '../../../shared/problem-error.js';
import type { RunnablePlan } from '../plan/runnable-plan.js';
import { savedMerge } from './merged-line.js';
import { FORMAT, FORMAT_VERSION, type Line, type PlanHead } from './format.js';

/** Text that is written at once. */
const CHUNK = 65_536;

/**
 * Saves a plan as it stands, choices included, so that it can be run later. The file appears whole or not at all, and takes the place
 * of one of its name. Rejects with a `ProblemError`.
 */
export async function savePlan(
  file: string,
  head: PlanHead,
  plan: RunnablePlan,
  signal: AbortSignal,
): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    const text = Readable.from(inChunks(linesOf(head, plan)));
    // Flushed before the rename, so that no crash leaves an empty file under the name.
    await pipeline(text, createWriteStream(beside, { flush: true, mode: 0o600 }), { signal });
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined);
    if (signal.aborted) throw stoppedError();
    throw new ProblemError(
      {
        kind: 'other',
        what: `The plan could not be saved as “${basename(file)}”${reasonOf(cause)}.`,
        advice: 'Check that the folder exists, that you may write to it, and that the disk is not full.',
      },
      { cause },
    );
  }
}

/** The plan as lines, made one by one while they are asked for. */
export function* linesOf(head: PlanHead, plan: RunnablePlan): Generator<string> {
  yield JSON.stringify({ format: FORMAT, version: FORMAT_VERSION, ...head, comparedMs: plan.comparedMs });
  let lines = 0;
  for (const line of bodyOf(plan)) {
    lines += 1;
    yield JSON.stringify(line);
  }
  const end: Line = { end: { lines } };
  yield JSON.stringify(end);
}

function* bodyOf(plan: RunnablePlan): Generator<Line> {
  for (const movedFolder of plan.movedFolders) yield { movedFolder };
  for (const recovered of plan.recovered) yield { recovered };
  for (const voided of plan.voided) yield { voided };
  for (const leftover of plan.leftovers) yield { leftover };
  for (const item of plan.items.values()) yield { item };
  for (const { path, action } of plan.items.values()) {
    const content = action.kind === 'merge' ? plan.mergedContent(path) : undefined;
    if (content !== undefined) yield { merged: savedMerge(path, content) };
  }
}

function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}
