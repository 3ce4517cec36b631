import * as v from 'valibot';
import type { Problem } from './problem.js';

/**
 * What can be done about a newer version: have Evenkeel download it, let the package manager or the store bring it, or download it oneself from its
 * page.
 */
export type UpdateOffer = 'download' | 'package-manager' | 'store' | 'page';

/** What is known about newer versions. */
export type UpdateState =
  /** Nobody has asked yet. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'checking' }
  /** There is no newer one. */
  | { readonly kind: 'current' }
  | { readonly kind: 'available'; readonly version: string; readonly offer: UpdateOffer }
  /** `percent` is 0 to 100. */
  | { readonly kind: 'downloading'; readonly version: string; readonly percent: number }
  /** It is here, and is installed by a restart whenever somebody likes. */
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'failed'; readonly problem: Problem }
  /** Evenkeel runs from its source code, which is updated by other means. */
  | { readonly kind: 'source-code' };

/** What the window can ask for about updates. */
export const UpdateRequestSchema = v.picklist(['check', 'download', 'cancel', 'install', 'open-page']);
export type UpdateRequest = v.InferOutput<typeof UpdateRequestSchema>;
