import type { ItemPath } from '../../../shared/entry/entry.js';
import { assertNever } from '../../../shared/assert-never.js';
import { EMPTY_TOTALS, type PlanItem, type PlanTotals } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';
import type { Activity } from '../../../shared/run/activity.js';
import type { RunId, RunReport } from '../../../shared/run/run.js';
import { deletionLimitOf } from '../../session/deletion-limit.js';
import type { Comparison, Restoration, UndoPreview } from '../../session/session.js';
import type { RunControl } from '../../sync/base/flow/run-control.js';

/** What there is to know of the remote side beside the plan. */
export interface ServerSeen {
  /** Present where the connection is not encrypted: whether it could be. */
  readonly offersTls?: boolean | undefined;
  /** Present where the address names no folder: the one in which the server put the user. */
  readonly signInFolder?: string | undefined;
}

/** A plan that can be settled, run and saved. */
export interface MadePlan extends Comparison {
  readonly server: ServerSeen;
}

/** What undoing a run would do, as somebody looks at it. */
export interface ShownUndo extends UndoPreview {
  readonly undoes: RunId;
}

/** What a run carries out. */
export type RunSubject =
  | { readonly kind: 'plan'; readonly made: MadePlan }
  | { readonly kind: 'undo'; readonly undo: ShownUndo }
  | { readonly kind: 'restore'; readonly restoration: Restoration };

type ActivityOf<Kind extends Activity['kind']> = Extract<Activity, { readonly kind: Kind }>;

/** Nothing is going on, and there is nothing that could be run. */
export type RestingStage = ActivityOf<'idle' | 'compare-failed' | 'ran'>;

/** A plan is ready. */
export interface ComparedStage {
  readonly kind: 'compared';
  readonly made: MadePlan;
  /** The report of a dry run of the plan as it is. */
  readonly dryRun?: RunReport | undefined;
  /** What stopped a run of it before it did anything, and waits for an answer. */
  readonly asks?: Problem | undefined;
}

/** What undoing a run would do is ready to be looked at. */
export interface UndoReadyStage {
  readonly kind: 'undo-ready';
  readonly undo: ShownUndo;
}

/** A run is under way. */
export interface RunningStage {
  readonly kind: 'running';
  readonly told: ActivityOf<'running'>;
  readonly subject: RunSubject;
  /** Pauses the run and sets its limits. */
  readonly control: RunControl;
}

/** What is going on with one profile, together with what it is going on with, which only the main process holds. */
export type Stage = RestingStage | ActivityOf<'comparing'> | ComparedStage | UndoReadyStage | RunningStage;

/** What the window is told of a stage. `choices` is how many steps of choosing can be undone. */
export function activityOf(stage: Stage, choices: number): Activity {
  switch (stage.kind) {
    case 'compared': {
      const { made, dryRun, asks } = stage;
      const { plan, server } = made;
      const { totals, waitingFilters, clockChanges } = plan;
      return {
        kind: 'compared',
        totals,
        ...(waitingFilters === undefined ? {} : { waitingFilters }),
        ...(clockChanges.length === 0 ? {} : { clockChanges }),
        ...server,
        dryRun,
        asks,
        limit: deletionLimitOf(plan),
        choices,
      };
    }
    case 'undo-ready': {
      const { undoes, redo, plan } = stage.undo;
      return { kind: 'undo-ready', undoes, redo, totals: plan.totals };
    }
    case 'running': {
      const { subject, told } = stage;
      return subject.kind !== 'plan' ? told : { ...told, signInFolder: subject.made.server.signInFolder };
    }
    default:
      return stage;
  }
}

/** What is carried out, or could be; `undefined` where there is nothing. */
export function subjectIn(stage: Stage): RunSubject | undefined {
  switch (stage.kind) {
    case 'compared':
      return { kind: 'plan', made: stage.made };
    case 'undo-ready':
      return { kind: 'undo', undo: stage.undo };
    case 'running':
      return stage.subject;
    default:
      return undefined;
  }
}

/** The items of a plan or undo, and what they come to. */
export function contentOf(subject: RunSubject): {
  readonly items: ReadonlyMap<ItemPath, PlanItem>;
  readonly totals: PlanTotals;
} {
  switch (subject.kind) {
    case 'plan':
      return subject.made.plan;
    case 'undo':
      return subject.undo.plan;
    case 'restore': {
      const { side, size } = subject.restoration.version;
      const one = { items: 1, bytes: size };
      return { items: new Map(), totals: { ...EMPTY_TOTALS, copy: { ...EMPTY_TOTALS.copy, [side]: one } } };
    }
    default:
      return assertNever(subject);
  }
}
