import { text } from 'node:stream/consumers';
import type { Entry } from '../../../shared/entry/entry.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { CompareInput } from './compare.js';
import { compileFilters, type CompiledFilters } from '../filters/compile.js';
import { parseIgnoreFile } from '../filters/ignore-file.js';
import { withIgnoreFile } from '../filters/filters.js';
import { IGNORE_FILE } from '../filters/pattern.js';

/** Far more than anybody writes by hand; a file beyond it is some other thing of that name. */
const MAX_BYTES = 1_000_000;

const NOT_FILES = {
  folder: 'It is a folder.',
  link: 'It is a symbolic link, which is copied as a link and not followed.',
  other: 'It is a symbolic link or a special file, which the profile does not follow.',
} as const satisfies Record<Exclude<Entry['kind'], 'file'>, string>;

/**
 * The filters of the policy with those of the `.evenkeelignore` in the local root. Rejects with a `ProblemError`
 * where that file cannot be read or says something that can never fit: going on without it could delete what it protects.
 */
export async function readFilters({
  targets,
  policy,
  signal,
  nowMs,
}: CompareInput): Promise<CompiledFilters> {
  const entry = await targets.local.stat(IGNORE_FILE, signal);
  if (entry === undefined) return compileFilters(policy.filters, nowMs);
  if (entry.kind !== 'file') throw unusable(NOT_FILES[entry.kind]);
  if (entry.size > MAX_BYTES) throw unusable(`It is larger than ${MAX_BYTES} bytes.`);
  const { patterns, problems } = parseIgnoreFile(
    await text(await targets.local.read(IGNORE_FILE, { signal })),
  );
  const [problem] = problems;
  if (problem !== undefined) throw unusable(problem.why);
  return compileFilters(withIgnoreFile(policy.filters, patterns), nowMs);
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
