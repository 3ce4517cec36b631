import type { ItemPath } from '../../../shared/entry/entry.js';
import type { Pattern } from './pattern.js';

/** Which filter left an item out. */
export type FilterReason =
  | { readonly kind: 'never-content'; readonly name: string }
  | { readonly kind: 'excluded-name'; readonly wildcard: string }
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'system'; readonly wildcard: string }
  /** It fits none of the wildcards that were asked for. */
  | { readonly kind: 'no-match'; readonly wildcards: readonly string[] }
  /** `bytes` is the bound. */
  | { readonly kind: 'too-small' | 'too-large'; readonly bytes: number }
  /** `ageMs` is the bound. */
  | { readonly kind: 'too-new' | 'too-old'; readonly ageMs: number };

/** Which filter left an item out; `folder` is the folder above it that the filter is about, where it is not the item. */
export type LeftOutBy = FilterReason & { readonly folder?: ItemPath | undefined };

/** Whether an item takes part. */
export type Verdict = { readonly kind: 'kept' } | { readonly kind: 'left-out'; readonly by: LeftOutBy };
