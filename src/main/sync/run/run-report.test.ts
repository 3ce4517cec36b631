import { expect, it } from 'vitest';
import type { Problem } from '../../../shared/problem.js';
import type { Action } from '../../../shared/plan/plan.js';
import type { Outcome } from '../../../shared/run/run.js';
import { ReportBuilder } from './run-report.js';

const UPLOAD: Action = { kind: 'copy', to: 'remote', replaces: false };
const PROBLEM: Problem = { kind: 'other', what: 'It failed.', advice: 'Try again.' };
const NO_BYTES = { bytes: 0, of: 0 };

it('never leaves out what failed, was skipped or is in conflict, however much went well', () => {
  const report = new ReportBuilder({ itemsTotal: 30_003, bytesTotal: 0 }, () => 0);
  const close = (path: string, action: Action, outcome: Outcome): void => {
    report.close({ path, action }, outcome, NO_BYTES);
  };
  for (let n = 0; n < 30_000; n += 1) close(`${n}`, UPLOAD, { kind: 'done' });
  close('failed', UPLOAD, { kind: 'failed', problem: PROBLEM });
  close('skipped', UPLOAD, { kind: 'skipped', problem: PROBLEM });
  close('conflict', { kind: 'conflict', conflict: 'first-meeting' }, { kind: 'skipped', problem: PROBLEM });
  expect(report.items.slice(-3).map(({ path }) => path)).toEqual(['failed', 'skipped', 'conflict']);
  expect(report.items).toHaveLength(10_003);
  expect(report.counts).toMatchObject({ done: 30_000, failed: 1, skipped: 1, conflicts: 1 });
});
