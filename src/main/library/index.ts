/**
 * Evenkeel as a library: the engine without Electron. What is exported here, and nothing else, is the public surface; it is described in
 * docs/library.md.
 */
export { apply, plan, sync, undo } from './work.js';
export { openTarget, type TargetOptions } from './open-target.js';
export type { ReadyPlan } from './ready-plan.js';
export type {
  ApplyOptions,
  ConflictAnswer,
  PairOptions,
  PlanOptions,
  RunOptions,
  SignInOptions,
  SyncOptions,
  WorkOptions,
} from './options.js';

export { RunControl } from '../sync/base/flow/run-control.js';
export { comparePlans, type PlanDifference, type PlanItems } from '../../shared/plan/plan-difference.js';
export { filterPlan, type PlanFilter } from '../../shared/plan/plan-filter.js';
export { explain } from '../../shared/plan/explain.js';
export { ProblemError } from '../../shared/problem-error.js';
export type { Problem, ProblemKind } from '../../shared/problem.js';

export { bytesIn, changesIn } from '../../shared/plan/plan.js';
export type {
  Action,
  ActionKind,
  ConflictKind,
  Observation,
  PlanItem,
  PlanTotals,
  Settlement,
  SimpleSettlement,
  Tally,
} from '../../shared/plan/plan.js';
export type {
  Entry,
  FileEntry,
  FolderEntry,
  ItemPath,
  OtherEntry,
  Side,
  Timestamp,
} from '../../shared/entry/entry.js';
export type { DeletionFinding } from '../../shared/plan/deletion-finding.js';
export type { Mode } from '../../shared/profile/profile.js';
export type { ProfileOptions } from '../../shared/profile/profile-options.js';
export type {
  EngineEvent,
  ItemOutcome,
  Outcome,
  RunEnd,
  RunId,
  RunPace,
  RunProgress,
  RunReport,
  RunSummary,
  TransferProgress,
} from '../../shared/run/run.js';
export { safeNames } from '../targets/item-path.js';
export { stoppedError, throwIfStopped } from '../../shared/problem-error.js';
export type { NameRules } from '../../shared/entry/names.js';
export type { Finding } from '../targets/finding.js';
export type { EarlierTarget } from '../targets/earlier-target.js';
export type {
  Capabilities,
  Features,
  HashName,
  Listed,
  OptionalOperations,
  ReadOptions,
  Target,
  WriteOptions,
} from '../targets/target.js';
