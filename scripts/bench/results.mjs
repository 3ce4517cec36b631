// @ts-check
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

/**
 * What one case came to, when, and where. `load` is how many programs wanted to run on the machine, in the mean of the quarter of an hour
 * until it ended; older results do not say.
 * @typedef {{
 *   group: string,
 *   name: string,
 *   measured: string,
 *   version: string,
 *   machine: string,
 *   tools: string,
 *   load?: number,
 *   figures: LineFigures | StateFigures | WindowFigures | BareFigures,
 * }} Result
 */

/**
 * Seconds of wall time of each tool. `ownSeconds` is Evenkeel's without the start of its program, `ratio` to the fastest of the others.
 * @typedef {{
 *   kind: 'line',
 *   title: string,
 *   reach: string,
 *   seconds: Readonly<Record<string, number>>,
 *   ownSeconds: number,
 *   ratio?: number,
 *   peakBytes?: number,
 * }} LineFigures
 */

/** @typedef {{ kind: 'state', title: string, figures: Readonly<Record<string, number>> }} StateFigures */

/**
 * Milliseconds from what somebody does to the frame that follows from it, and how many times that is what the smallest case took in the same run.
 * @typedef {{
 *   kind: 'window',
 *   title: string,
 *   ms: Readonly<Record<string, number>>,
 *   ratios: Readonly<Record<string, number>>,
 * }} WindowFigures
 */

/**
 * What Evenkeel takes and what a bare window of Electron takes, in the same run.
 * @typedef {{
 *   kind: 'bare',
 *   title: string,
 *   unit: 'ms' | 'MB',
 *   evenkeel: number,
 *   bare: number,
 *   ratio: number,
 * }} BareFigures
 */

/**
 * The newest result of each case; none where nothing has been measured yet.
 * @param {string} file
 * @returns {Promise<readonly Result[]>}
 */
export async function loadResults(file) {
  try {
    /** @type {readonly Result[]} */
    const results = JSON.parse(await readFile(file, 'utf8'));
    return results;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * The results with a new one in the place of the one before.
 * @param {readonly Result[]} results
 * @param {Result} result
 * @returns {readonly Result[]}
 */
export function withResult(results, result) {
  const isSame = (/** @type {Result} */ { group, name }) => group === result.group && name === result.name;
  return results.some(isSame) ? results.map((one) => (isSame(one) ? result : one)) : [...results, result];
}

/**
 * @param {string} file
 * @param {readonly Result[]} results
 */
export async function saveResults(file, results) {
  await writeFormatted(file, JSON.stringify(results));
}

/**
 * Writes a file in the form in which prettier wants it.
 * @param {string} file
 * @param {string} text
 */
export async function writeFormatted(file, text) {
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
