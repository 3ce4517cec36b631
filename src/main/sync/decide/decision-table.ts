import type { EntryClass } from '../../../shared/plan/plan.js';

/** What a pair of classes calls for in two-way mode, before sizes and times are looked at. */
export type Rule =
  | 'nothing'
  | 'equal'
  | 'to-remote'
  | 'to-local'
  | 'delete-local'
  | 'delete-remote'
  | 'forget'
  /** Both are there: equal ones are in sync, different ones a matter of policy. */
  | 'compare'
  | 'conflict';

type Row = Readonly<Record<EntryClass, Rule>>;

/**
 * The whole of two-way synchronization: local class, then remote class. A record covers both sides, so some cells
 * cannot come up between two trees and one baseline (`new` against `unmodified`, say); they hold what is
 * safe, so that no record from elsewhere can turn into a deletion.
 */
export const TWO_WAY: Readonly<Record<EntryClass, Row>> = {
  missing: {
    missing: 'nothing',
    new: 'to-local',
    unmodified: 'to-local',
    modified: 'to-local',
    deleted: 'forget',
    existing: 'to-local',
  },
  new: {
    missing: 'to-remote',
    new: 'compare',
    unmodified: 'compare',
    modified: 'compare',
    deleted: 'conflict',
    existing: 'compare',
  },
  unmodified: {
    missing: 'to-remote',
    new: 'compare',
    unmodified: 'equal',
    modified: 'to-local',
    deleted: 'delete-local',
    existing: 'compare',
  },
  modified: {
    missing: 'to-remote',
    new: 'compare',
    unmodified: 'to-remote',
    // Even where both were changed: a run that was killed after a transfer leaves the two alike (S5).
    modified: 'compare',
    deleted: 'conflict',
    existing: 'compare',
  },
  deleted: {
    missing: 'forget',
    new: 'conflict',
    unmodified: 'delete-remote',
    modified: 'conflict',
    deleted: 'forget',
    existing: 'conflict',
  },
  existing: {
    missing: 'to-remote',
    new: 'compare',
    unmodified: 'compare',
    modified: 'compare',
    deleted: 'conflict',
    existing: 'compare',
  },
};
