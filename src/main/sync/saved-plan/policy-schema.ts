import * as v from 'valibot';
import { exactly, withFormerKey } from '../../../shared/exactly.js';
import { ModeSchema } from '../../../shared/profile/profile.js';
import { DEFAULT_OWN_FILES, type Policy } from '../base/policy.js';

const BoundsSchema = v.object({ least: v.optional(v.number()), most: v.optional(v.number()) });

const PatternSchema = v.object({
  text: v.string(),
  source: v.variant('kind', [
    v.object({ kind: v.literal('profile') }),
    v.object({ kind: v.literal('pair') }),
    v.object({ kind: v.literal('ignore-file'), line: v.number() }),
  ]),
});

const TextsSchema = v.pipe(v.array(v.string()), v.readonly());

/** How a policy comes back from where it was stored as JSON. */
export const PolicySchema = exactly<Policy>()(
  withFormerKey(
    v.object({
      mode: ModeSchema,
      deleteExtra: v.boolean(),
      deleteUnmatched: v.boolean(),
      force: v.boolean(),
      resolve: v.picklist(['ask', 'skip', 'local', 'remote', 'older', 'newer', 'keep-both', 'merge']),
      comparison: v.picklist(['time', 'size', 'content']),
      caseRule: v.picklist(['stop', 'strict', 'local', 'remote']),
      links: v.picklist(['skip', 'follow', 'copy']),
      permissions: v.picklist(['leave', 'keep']),
      firstSync: v.picklist(['ask', 'newer', 'local', 'remote']),
      filters: v.object({
        matchNames: TextsSchema,
        // A plan of an earlier version has none.
        pairMatchNames: v.optional(TextsSchema, []),
        excludeNames: TextsSchema,
        patterns: v.pipe(v.array(PatternSchema), v.readonly()),
        size: BoundsSchema,
        age: BoundsSchema,
        hidden: v.picklist(['include', 'exclude']),
        system: v.picklist(['include', 'exclude']),
        ignoreCase: v.boolean(),
      }),
      deletionLimit: v.object({ share: v.number(), files: v.number() }),
      versions: v.variant('kind', [
        v.object({ kind: v.literal('off') }),
        v.object({ kind: v.literal('on'), maxAgeMs: v.number(), maxBytes: v.number() }),
      ]),
      // A plan of an earlier version has none.
      own: v.optional(
        v.object({
          names: v.string(),
          lock: v.picklist(['on', 'off']),
          writing: v.picklist(['beside', 'in-place']),
          versionsIn: v.nullable(v.string()),
        }),
        DEFAULT_OWN_FILES,
      ),
    }),
    'brakes',
    'deletionLimit',
  ),
);
