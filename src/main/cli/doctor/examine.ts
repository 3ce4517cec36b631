import type { Entry } from '../../../shared/entry/entry.js';
import { checkName, otherCase } from '../../../shared/entry/names.js';
import type { Listed, Target } from '../../targets/target.js';
import type { DoctorFinding } from './finding.js';

/** Entries of the root that are looked at more closely. */
const SAMPLE = 1000;

/** Files by which one knows the root of a web site. */
const SITE_FILES: ReadonlySet<string> = new Set([
  '.htaccess',
  'web.config',
  'index.html',
  'index.htm',
  'index.php',
  'default.aspx',
  'wp-config.php',
  'robots.txt',
]);

/**
 * Finds out what a target can do, by asking and listing. Changes nothing (S1). What only writing tells of its clock is said to be unknown,
 * unless that is done next.
 */
export async function* examine(
  target: Target,
  signal: AbortSignal,
  { writesNext }: { readonly writesNext: boolean },
): AsyncGenerator<DoctorFinding> {
  if (target.rootFolder !== undefined) yield { kind: 'root-folder', path: target.rootFolder };
  const described = (await target.features.describe?.(signal)) ?? [];
  yield* described;
  const begunMs = performance.now();
  const sample: Listed[] = [];
  let items = 0;
  for await (const listed of target.list('', signal)) {
    items += listed.length;
    sample.push(...listed.slice(0, Math.max(0, SAMPLE - sample.length)));
  }
  yield { kind: 'listed', items, ms: performance.now() - begunMs };
  yield* listedTimes(sample);
  const { setsTimesToMs, hashes, resumes, nameRules } = target.features;
  yield { kind: 'sets-times', stepMs: setsTimesToMs };
  yield { kind: 'resumes', possible: resumes };
  yield { kind: 'hashes', names: hashes };
  yield { kind: 'free-space', bytes: await target.freeSpace(signal) };
  yield { kind: 'name-rules', rules: nameRules };
  const sign = sample.find(({ name, entry }) => entry.kind === 'file' && SITE_FILES.has(name.toLowerCase()));
  if (sign !== undefined) yield { kind: 'web-root', name: sign.name };
  yield* foldsCase(target, sample, signal);
  const hasOurClock = described.some((told) => told.kind === 'file-system' && told.elsewhere === false);
  if (!writesNext && !hasOurClock) yield { kind: 'clock-untold' };
}

function* listedTimes(sample: readonly Listed[]): Generator<DoctorFinding> {
  const files = sample.map(({ entry }) => entry).filter((entry) => entry.kind === 'file');
  if (files.length === 0) return;
  const steps = files.map(({ modified }) => modified?.precisionMs ?? Infinity);
  const precisionMs = Math.max(...steps);
  yield { kind: 'told-times', precisionMs: precisionMs === Infinity ? undefined : precisionMs };
}

/** Something that is there is asked for in the other case. */
async function* foldsCase(
  target: Target,
  sample: readonly Listed[],
  signal: AbortSignal,
): AsyncGenerator<DoctorFinding> {
  if (target.features.foldsNames) {
    yield { kind: 'folds-case', folds: true };
    return;
  }
  const names = new Set(sample.map(({ name }) => name));
  const known = [...names].find(
    (name) => /[a-z]/i.test(name) && checkName(name, 'windows') === undefined && !names.has(otherCase(name)),
  );
  if (known === undefined) return;
  const there = await target.stat(otherCase(known), signal);
  yield { kind: 'folds-case', folds: isThere(there) };
}

function isThere(entry: Entry | undefined): boolean {
  return entry !== undefined;
}
