import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../shared/ipc.js';
import { EMPTY_TOTALS, NOTHING, type PlanItem } from '../../../shared/plan/plan.js';
import { DELETION_LIMIT, type Problem } from '../../../shared/problem.js';
import {
  FULL_PACE,
  NO_OUTCOMES,
  type EngineEvent,
  type RunEnd,
  type RunReport,
} from '../../../shared/run/run.js';
import { DEFAULT_POLICY } from '../../sync/base/policy.js';
import { RunControl } from '../../sync/base/flow/run-control.js';
import { Plan } from '../../sync/plan/plan.js';
import { UndoPlan } from '../../sync/undo/undo-plan.js';
import { choosableIn, planIn, refusalOf, undoIn } from './refusal.js';
import { activityOf, type RunSubject, type MadePlan, type Stage } from './stage.js';
import { afterEvent, afterRun, beginningRun } from './transition.js';

/** A plan with three files to copy. */
function planOf(): Plan {
  const plan = new Plan(DEFAULT_POLICY, { rows: [], voided: new Set(), movedFolders: [] });
  const nothing = { class: 'missing', entry: undefined } as const;
  const file = (size: number) =>
    ({ class: 'new', entry: { kind: 'file', size, modified: undefined } }) as const;
  const upload = { kind: 'copy', to: 'remote', replaces: false } as const;
  const download = { kind: 'copy', to: 'local', replaces: false } as const;
  const items: readonly PlanItem[] = [
    { path: 'a', local: file(5), remote: nothing, action: upload },
    { path: 'b', local: file(15), remote: nothing, action: upload },
    { path: 'c', local: nothing, remote: file(10), action: download },
  ];
  plan.add(items.map((item) => ({ item, above: { kind: 'plain' } })));
  plan.complete();
  return plan;
}

const PLAN = planOf();
const BINDING = { pair: 'p', memory: '0', revision: 0, policy: DEFAULT_POLICY };
const MADE: MadePlan = { plan: PLAN, binding: BINDING, server: { signInFolder: '/home/anna' } };
const CARRIED: RunSubject = { kind: 'plan', made: MADE };
const { totals: TOTALS } = PLAN;
const PROBLEM = { kind: 'timed-out', what: 'It took too long.', advice: 'Try again.' } as const;
const PROGRESS = { itemsDone: 1, itemsTotal: 3, bytesDone: 10, bytesTotal: 30 };

function report(end: RunEnd, dryRun = false): RunReport {
  return {
    runId: 'r',
    profileId: 'p',
    trigger: 'window',
    dryRun,
    startedMs: 0,
    finishedMs: 1,
    end,
    counts: NO_OUTCOMES,
    bytes: 0,
    unreached: NOTHING,
    items: [],
  };
}

const FINISHED = report({ kind: 'finished' });
const OVER_LIMIT = report({ kind: 'broken-off', problem: { ...PROBLEM, kind: DELETION_LIMIT } });

const IDLE: Stage = { kind: 'idle' };
const COMPARING: Stage = { kind: 'comparing', progress: { folders: 0, items: 0 }, totals: EMPTY_TOTALS };
const FAILED: Stage = { kind: 'compare-failed', problem: PROBLEM };
const COMPARED: Stage = { kind: 'compared', made: MADE };
const RUNNING = beginningRun({ runId: 'r', dryRun: false }, CARRIED, new RunControl(FULL_PACE));
const RAN: Stage = { kind: 'ran', report: FINISHED, totals: TOTALS };

const FOUND: EngineEvent = { kind: 'plan-items', items: [], totals: TOTALS };
const ITEM: EngineEvent = {
  kind: 'item-finished',
  item: { path: 'a', action: { kind: 'equal' }, outcome: { kind: 'done' }, bytes: 0 },
  progress: PROGRESS,
};

describe('a stage', () => {
  it.each([IDLE, FAILED, COMPARED, RAN])(
    'of the kind $kind begins a comparison with nothing found',
    (before) => {
      expect(afterEvent(before, { kind: 'compare-started' }, undefined)).toEqual(COMPARING);
    },
  );

  it('shows what the comparison has found so far', () => {
    const found = afterEvent(COMPARING, FOUND, undefined);
    expect(found).toEqual({ ...COMPARING, totals: TOTALS });
    const progress = { folders: 3, items: 9 };
    expect(afterEvent(found, { kind: 'scan-progress', progress }, undefined)).toEqual({
      kind: 'comparing',
      progress,
      totals: TOTALS,
    });
  });

  it('tells of a plan what there is to know of it', () => {
    expect(activityOf(COMPARED, 2)).toEqual({
      kind: 'compared',
      totals: TOTALS,
      choices: 2,
      signInFolder: '/home/anna',
    });
  });

  it('tells of the filters that wait to be accepted and of clocks until the next comparison, whatever is chosen or tried meanwhile', () => {
    const effect = { items: 1, paths: ['a'] };
    const waitingFilters = { text: 'a\n', excludes: effect, includes: { items: 0, paths: [] } };
    const clockChange = { side: 'remote', shiftMs: 3_600_000 } as const;
    const plan = planOf();
    plan.waitingFilters = waitingFilters;
    plan.clockChanges.push(clockChange);
    const subject: RunSubject = { kind: 'plan', made: { ...MADE, plan } };
    const compared: Stage = { kind: 'compared', made: subject.made };
    for (const stage of [
      compared,
      afterEvent(compared, FOUND, undefined),
      afterRun(OVER_LIMIT, subject),
      afterRun(report({ kind: 'finished' }, true), subject),
    ])
      expect(activityOf(stage, 0)).toMatchObject({ waitingFilters, clockChanges: [clockChange] });
    expect(afterEvent(compared, { kind: 'compare-started' }, undefined)).toEqual(COMPARING);
  });

  it('remembers the last run where the comparison failed', () => {
    expect(afterEvent(COMPARING, { kind: 'compare-failed', problem: PROBLEM }, FINISHED)).toEqual({
      kind: 'compare-failed',
      problem: PROBLEM,
      last: FINISHED,
    });
  });

  it('forgets a dry run when a conflict is settled after it', () => {
    const tried = afterRun(report({ kind: 'finished' }, true), CARRIED);
    expect(tried).toMatchObject({ kind: 'compared', dryRun: { dryRun: true } });
    expect(afterEvent(tried, FOUND, undefined)).toEqual(COMPARED);
  });

  it('counts what a run has ahead of it before the run says so', () => {
    expect(RUNNING).toMatchObject({
      kind: 'running',
      told: { progress: { itemsDone: 0, itemsTotal: 3, bytesDone: 0, bytesTotal: 30 } },
    });
    expect(afterEvent(RUNNING, ITEM, undefined)).toMatchObject({ told: { progress: PROGRESS } });
  });

  it('keeps the plan, and asks, where a run stopped before it did anything', () => {
    expect(afterRun(OVER_LIMIT, CARRIED)).toMatchObject({
      kind: 'compared',
      made: MADE,
      asks: { kind: DELETION_LIMIT },
    });
  });

  it('has used its plan up after a run, but not after a dry one', () => {
    expect(afterRun(FINISHED, CARRIED)).toEqual(RAN);
    expect(afterRun(report({ kind: 'finished' }, true), CARRIED).kind).toBe('compared');
  });

  it.each([
    [IDLE, FOUND],
    [IDLE, ITEM],
    [COMPARED, ITEM],
    [RAN, FOUND],
    [RUNNING, { kind: 'compare-finished', totals: EMPTY_TOTALS }],
  ] as const)('is not moved by an event that does not fit', (before, event) => {
    expect(afterEvent(before, event, undefined)).toEqual(before);
  });
});

describe('a request', () => {
  const begin: Granting = (stage, atWork) => refusalOf('begin', stage, atWork);
  const change: Granting = (stage, atWork) => refusalOf('change', stage, atWork);
  const settle: Granting = (stage, atWork) => problemIn(choosableIn(stage, atWork));
  const run: Granting = (stage, atWork) => problemIn(planIn(stage, atWork));
  const undo: Granting = (stage, atWork) => problemIn(undoIn(stage, atWork));
  const asked = afterRun(OVER_LIMIT, CARRIED);
  const shown: Stage = { kind: 'undo-ready', undo: { plan: new UndoPlan([]), redo: false, undoes: 'r' } };

  it.each([
    ['begin', begin, IDLE],
    ['begin', begin, FAILED],
    ['begin', begin, COMPARED],
    ['begin', begin, RAN],
    ['change', change, IDLE],
    ['change', change, RAN],
    ['settle', settle, COMPARED],
    ['settle', settle, shown],
    ['run', run, COMPARED],
    ['run', run, asked],
    ['undo', undo, shown],
  ] as const)('to %s is granted: %#', (_name, granting, stage) => {
    expect(granting(stage, false)).toBeUndefined();
  });

  it.each([
    ['settle', settle, IDLE],
    ['settle', settle, RAN],
    ['run', run, IDLE],
    ['run', run, FAILED],
    ['run', run, RAN],
    ['run', run, shown],
  ] as const)(
    'to %s is refused without a plan that can still be carried out: %#',
    (_name, granting, stage) => {
      expect(granting(stage, false)).toMatchObject({ kind: 'invalid', advice: 'Compare first.' });
    },
  );

  it('to carry out an undo is refused where none is shown', () => {
    expect(undo(COMPARED, false)).toMatchObject({ kind: 'invalid', advice: 'Choose Undo… again.' });
  });

  it.each([
    ['begin', begin],
    ['change', change],
    ['settle', settle],
    ['run', run],
    ['undo', undo],
  ] as const)('to %s has to wait while work goes on', (_name, granting) => {
    for (const stage of [COMPARING, RUNNING]) expect(granting(stage, false)?.kind).toBe('busy');
    // Between the comparison and the run of Sync now.
    for (const stage of [COMPARED, shown]) expect(granting(stage, true)?.kind).toBe('busy');
  });
});

type Granting = (stage: Stage, atWork: boolean) => Problem | undefined;

function problemIn(answer: Answer<unknown>): Problem | undefined {
  return answer.kind === 'refused' ? answer.problem : undefined;
}
