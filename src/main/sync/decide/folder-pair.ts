import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { Entry, ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import type { NameRules } from '../../../shared/entry/names.js';
import type { ContentVerdict, PlanItem } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';

/** What lies above an item and bears on it. */
export type Above =
  | { readonly kind: 'plain' }
  /** The folder `folder` above is to go from the side across from `side`, which lost it or, where a filter leaves it out, never gives it. */
  | { readonly kind: 'deleted'; readonly folder: ItemPath; readonly side: Side }
  /** Above, `folder` is a folder on one side and a file on the other, or clashes with another name. */
  | { readonly kind: 'clash'; readonly folder: ItemPath };

/** One folder to decide upon, with what both sides and the baseline say is in it. */
export interface FolderPair {
  readonly folder: ItemPath;
  readonly above: Above;
  /** What each side holds; empty where it does not have the folder. */
  readonly entries: Sides<ReadonlyMap<string, Entry>>;
  readonly records: ReadonlyMap<string, BaselineRecord>;
  /** Whether the folder has been synchronized before. */
  readonly onRecord: boolean;
  readonly nameRules: Sides<NameRules>;
  /** Whether a side cannot tell names apart that differ in case, or in how their letters are composed. */
  readonly foldsNames: Sides<boolean>;
  /** What the contents of files are about which size and time leave a doubt, as far as that was asked. */
  readonly contents?: ReadonlyMap<string, ContentVerdict> | undefined;
  /** Why nothing is known of the contents of these, although it was asked. */
  readonly unread?: ReadonlyMap<string, Problem> | undefined;
}

/** An item as the rules alone decide it, before settlements and before what lies below it is known. */
export interface Decision {
  readonly item: PlanItem;
  readonly above: Above;
}

/** A folder that has to be looked into. */
export interface Descent {
  readonly folder: ItemPath;
  readonly present: Sides<boolean>;
  readonly onRecord: boolean;
  readonly above: Above;
}
