import { AUTOMATIC, evenkeel, type Measured } from './tools.js';

/** What was measured in one case: seconds, and what share of the fastest of the others Evenkeel took. */
export interface CaseResult {
  readonly title: string;
  readonly reach: string;
  readonly seconds: Readonly<Record<string, number>>;
  /** Evenkeel's, without the start of its program. */
  readonly ownSeconds: number;
  /** Absent where there is nobody to compare with. */
  readonly ratio?: number | undefined;
  /** The most memory that Evenkeel held; absent where that was not looked at. */
  readonly peakBytes?: number | undefined;
}

/** Sums up what the tools took in a case, and says it. */
export function summed(
  { title, reach }: { readonly title: string; readonly reach: string },
  results: Readonly<Record<string, Measured>>,
): CaseResult {
  const seconds = Object.fromEntries(
    Object.entries(results).map(([tool, measured]) => [tool, measured.seconds]),
  );
  const ours = AUTOMATIC.name in results ? AUTOMATIC.name : evenkeel.name;
  const { [ours]: own = NaN, ...peers } = seconds;
  const best = Math.min(...Object.values(peers));
  const { note = '', peakBytes, ownSeconds = NaN } = results[ours] ?? {};
  if (process.env['EVENKEEL_BENCH_NOTES'] !== undefined) process.stdout.write(`${note}\n`);
  const result = {
    title,
    reach,
    seconds,
    ownSeconds,
    ...(best < Infinity && { ratio: own / best }),
    ...(peakBytes !== undefined && { peakBytes }),
  };
  const shown = Object.entries(seconds).map(([tool, took]) => `${tool} ${took.toFixed(1)} s`);
  const alone = `${ownSeconds.toFixed(1)} s without the program’s start`;
  const memory = peakBytes === undefined ? '' : `; ${(peakBytes / 1e6).toFixed(0)} MB`;
  process.stdout.write(
    `${title}: ${shown.join(', ')}; ${result.ratio?.toFixed(2) ?? 'alone'} (${reach}); ${alone}${memory}\n`,
  );
  return result;
}
