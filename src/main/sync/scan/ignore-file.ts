import { text as textFrom } from 'node:stream/consumers';
import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { Entry, Sides } from '../../../shared/entry/entry.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { StateStore } from '../../state/state-store.js';
import type { Target } from '../../targets/target.js';
import { sameSizeAndTime } from '../base/entry-comparison.js';
import { compileFilters, type CompiledFilters } from '../filters/compile.js';
import { withIgnoreFile, type Filters } from '../filters/filters.js';
import { parseIgnoreFile } from '../filters/ignore-file.js';
import { IGNORE_FILE } from '../filters/pattern.js';
import type { Recovery } from '../base/recovery.js';

/** Far more than anybody writes by hand; a file beyond it is some other thing of that name. */
const MAX_BYTES = 1_000_000;

const NOT_FILES = {
  folder: 'It is a folder.',
  link: 'It is a symbolic link, which is copied as a link and not followed.',
  other: 'It is a symbolic link or a special file, which the profile does not follow.',
} as const satisfies Record<Exclude<Entry['kind'], 'file'>, string>;

/** The texts of the `.evenkeelignore` in the local root; `''` stands for no file. */
export interface IgnoreTexts {
  /** The one whose filters count. */
  readonly inEffect: string;
  /** The one that lies there, where the other side brought it and nobody has accepted it. */
  readonly waiting?: string | undefined;
}

interface IgnoreInput {
  readonly targets: Sides<Target>;
  readonly state: StateStore;
  readonly signal: AbortSignal;
}

/**
 * Finds out which text of the `.evenkeelignore` counts (S12): the one that lies there, unless a run has changed the file since one was
 * accepted and nobody has edited or deleted it here after that. Where nothing was ever recorded, what lies there is this person's own. Rejects
 * with a `ProblemError` where the file cannot be read or says something that can never fit: going on without it could delete what it protects.
 */
export async function readIgnoreFile(
  { targets, state, signal }: IgnoreInput,
  recovery?: Recovery,
): Promise<IgnoreTexts> {
  const entry = await targets.local.stat(IGNORE_FILE, signal);
  const found = await textOf(entry, targets.local, signal);
  const { text: accepted, changedByRun } = await state.acceptedIgnore();
  if (accepted === undefined || accepted === found || !changedByRun) return { inEffect: found };
  if (isLocalEdit(entry, await recordIn(state, recovery))) return { inEffect: found };
  return { inEffect: accepted, waiting: found };
}

/**
 * To be called when a run begins, before it changes anything: what lies there now is this person's own, unless it waits already. Recorded later,
 * what the run itself copies would pass for theirs.
 */
export async function recordIgnoreFile(input: IgnoreInput): Promise<void> {
  const { inEffect, waiting } = await readIgnoreFile(input);
  if (waiting === undefined) await input.state.acceptIgnore(inEffect);
}

/** The filters of a profile with those of an `.evenkeelignore`. */
export function filtersWith(text: string, filters: Filters, nowMs: number): CompiledFilters {
  return compileFilters(withIgnoreFile(filters, parseIgnoreFile(text).patterns), nowMs);
}

async function textOf(entry: Entry | undefined, local: Target, signal: AbortSignal): Promise<string> {
  if (entry === undefined) return '';
  if (entry.kind !== 'file') throw unusable(NOT_FILES[entry.kind]);
  if (entry.size > MAX_BYTES) throw unusable(`It is larger than ${MAX_BYTES} bytes.`);
  const text = await textFrom(await local.read(IGNORE_FILE, { signal }));
  const [problem] = parseIgnoreFile(text).problems;
  if (problem !== undefined) throw unusable(problem.why);
  return text;
}

/** What is on record of the file, with what a killed run turns out to have done (S5): its own work is no edit. */
async function recordIn(
  state: StateStore,
  recovery: Recovery | undefined,
): Promise<BaselineRecord | undefined> {
  const row = recovery?.rows.find(({ path }) => path === IGNORE_FILE);
  if (row !== undefined) return row.record;
  return recovery?.voided.has(IGNORE_FILE) === true ? undefined : state.recordOf(IGNORE_FILE);
}

/** Whether what lies there is something else than what the last sync has left there. */
function isLocalEdit(entry: Entry | undefined, record: BaselineRecord | undefined): boolean {
  if (record?.kind !== 'file') return false;
  return entry?.kind !== 'file' || !sameSizeAndTime(record.sides.local, entry);
}

function unusable(why: string): ProblemError {
  return new ProblemError({
    kind: 'invalid',
    what: `“${IGNORE_FILE}” in the local folder can’t be used. ${why}`,
    advice: 'Fix or remove it, then compare again.',
    side: 'local',
    path: IGNORE_FILE,
  });
}
