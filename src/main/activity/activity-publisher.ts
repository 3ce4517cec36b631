import type { ItemPath } from '../../shared/entry/entry.js';
import { EMPTY_TOTALS, type PlanItem } from '../../shared/plan/plan.js';
import type { Activity } from '../../shared/run/activity.js';
import type { EngineEvent } from '../../shared/run/run.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import { comparedEvent } from '../session/plan-head.js';
import type { Policy } from '../sync/base/policy.js';
import type { ActivityDependencies } from './dependencies.js';
import type { PastRunsView } from './history/past.js';
import type { PlanChoices } from './plan/plan-choices.js';
import {
  activityOf,
  subjectIn,
  contentOf,
  type MadePlan,
  type ShownUndo,
  type Stage,
} from './stage/stage.js';
import { afterEvent } from './stage/transition.js';

/** What is to be known of a profile besides what is going on. */
export interface Background {
  readonly past: Pick<PastRunsView, 'last' | 'stage'>;
  readonly choices: Pick<PlanChoices, 'steps'>;
}

/** Keeps the state of one profile, and publishes each change of it: also to a window that is opened in the middle. */
export class ActivityPublisher {
  readonly #id: ProfileId;
  readonly #background: Background;
  readonly #dependencies: Pick<ActivityDependencies, 'onActivity' | 'onEvents'>;
  #stage: Stage = { kind: 'idle' };
  /** The items found so far while a comparison goes on. */
  readonly #found = new Map<ItemPath, PlanItem>();
  /** What a run has told so far. */
  #runEvents: EngineEvent[] = [];

  constructor(
    id: ProfileId,
    background: Background,
    dependencies: Pick<ActivityDependencies, 'onActivity' | 'onEvents'>,
  ) {
    this.#id = id;
    this.#background = background;
    this.#dependencies = dependencies;
  }

  get stage(): Stage {
    return this.#stage;
  }

  get activity(): Activity {
    return activityOf(this.#stage, this.#background.choices.steps);
  }

  /** Shows what is on record by now, where nothing has happened since the application started. */
  recall(): void {
    if (this.#stage.kind === 'idle') this.#stage = this.#background.past.stage;
  }

  /** Another stage, told as a whole. */
  show(stage: Stage): void {
    this.#stage = stage;
    this.tell();
  }

  /** Another stage, in which there are no items any more. */
  showEmpty(stage: Stage): void {
    this.#stage = stage;
    this.#runEvents = [];
    this.#dependencies.onEvents(this.#id, [], true);
    this.tell();
  }

  /** Tells what is going on. */
  tell(): void {
    this.#dependencies.onActivity(this.#id, this.activity);
  }

  /** Takes in what the engine tells, and passes it on; `fresh` where a new plan begins, or the plan is told once more. */
  readonly take = (event: EngineEvent, fresh = false): void => {
    if (event.kind === 'plan-items' && this.#stage.kind === 'comparing') {
      for (const item of event.items) this.#found.set(item.path, item);
    }
    if (event.kind === 'run-started' || event.kind === 'item-finished') this.#runEvents.push(event);
    this.#move(afterEvent(this.#stage, event, this.#background.past.last), event, fresh);
  };

  /** A comparison begins. */
  beginComparison(): void {
    this.#found.clear();
    this.#runEvents = [];
    this.take({ kind: 'compare-started' }, true);
  }

  /** It has come to a plan. */
  showPlan(made: MadePlan): void {
    this.#move({ kind: 'compared', made }, comparedEvent(made.plan), false);
  }

  /** The preview of an undo is ready. */
  showUndo(undo: ShownUndo): void {
    const { items, totals } = undo.plan;
    this.show({ kind: 'undo-ready', undo });
    this.take({ kind: 'plan-items', items: [...items.values()], totals }, true);
  }

  /** What the plan that is shown, if any is, is saved with from now on. */
  rebind(policy: Policy): void {
    if (this.#stage.kind !== 'compared') return;
    const { made } = this.#stage;
    this.#stage = { ...this.#stage, made: { ...made, binding: { ...made.binding, policy } } };
  }

  /** What a run that is over, or is about to begin, has told is told no more to whoever comes later. */
  forgetRun(): void {
    this.#runEvents = [];
  }

  /** Tells all the items there are anew, and what a run has done with them. */
  publishAgain(): void {
    const subject = subjectIn(this.#stage);
    const items = subject === undefined ? this.#found : contentOf(subject).items;
    if (items.size === 0) return;
    const known = this.#stage.kind === 'comparing' ? this.#stage.totals : EMPTY_TOTALS;
    const totals = subject === undefined ? known : contentOf(subject).totals;
    const told: EngineEvent = { kind: 'plan-items', items: [...items.values()], totals };
    this.#dependencies.onEvents(this.#id, [told, ...this.#runEvents], true);
  }

  #move(after: Stage, event: EngineEvent, fresh: boolean): void {
    const before = this.#stage.kind;
    this.#stage = after;
    if (after.kind !== 'comparing') this.#found.clear();
    this.#dependencies.onEvents(this.#id, [event], fresh);
    if (after.kind !== before) this.tell();
  }
}
