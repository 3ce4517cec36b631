// @ts-check
import { readFile } from 'node:fs/promises';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export function plus(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/**
 * What Vitest counted, from its JSON report.
 * @param {string} file
 * @returns {Promise<Counts | undefined>} `undefined` where there is no report
 */
export async function vitestCounts(file) {
  /** @type {Partial<Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests', number>> | undefined} */
  const report = await readJson(file);
  if (report?.numPassedTests === undefined) return undefined;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests ?? 0,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}

/**
 * What Playwright counted, from its JSON report. A flaky test has failed once, so it has failed.
 * @param {string} file
 * @returns {Promise<Counts | undefined>} `undefined` where there is no report
 */
export async function playwrightCounts(file) {
  /** @type {{ stats?: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> } | undefined} */
  const report = await readJson(file);
  if (report?.stats === undefined) return undefined;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** @param {string} file */
async function readJson(file) {
  try {
    /** @type {unknown} */
    const report = JSON.parse(await readFile(file, 'utf8'));
    return /** @type {object} */ (report);
  } catch {
    return undefined;
  }
}
