import * as v from 'valibot';
import { assertNever } from '../../../shared/assert-never.js';
import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { ItemPath, LeafEntry } from '../../../shared/entry/entry.js';
import { exactly } from '../../../shared/exactly.js';
import {
  BaselineRecordSchema,
  FileEntrySchema,
  FolderEntrySchema,
  LeafEntrySchema,
  LinkEntrySchema,
} from '../../../shared/plan/plan-schema.js';
import { fileFrom, stampColumns } from '../baseline/file-columns.js';
import type { Intent, IntentProof, MadeEntry } from './intent.js';

const IntentColumns = v.object({
  path: v.string(),
  to_side: v.picklist(['local', 'remote']),
  size: v.number(),
  ms: v.nullable(v.number()),
  ns: v.nullable(v.number()),
  precision: v.nullable(v.number()),
  proof: v.string(),
});

/** How to tell whether an intent was carried out, as it is stored. */
type StoredProof =
  | IntentProof
  | { readonly kind: 'folder-moved'; readonly from: ItemPath }
  | { readonly kind: 'made'; readonly entry: MadeEntry }
  | { readonly kind: 'removed' }
  | {
      readonly kind: 'restored';
      readonly from: ItemPath;
      readonly entry: LeafEntry;
      readonly record?: BaselineRecord | undefined;
    };

const MadeEntrySchema = exactly<MadeEntry>()(v.variant('kind', [FolderEntrySchema, LinkEntrySchema]));

const IntentProofSchema = exactly<StoredProof>()(
  v.variant('kind', [
    v.object({ kind: v.literal('content'), sha256: v.string() }),
    v.object({ kind: v.literal('moved'), from: v.string(), file: FileEntrySchema }),
    v.object({ kind: v.literal('in-place') }),
    v.object({ kind: v.literal('folder-moved'), from: v.string() }),
    v.object({ kind: v.literal('made'), entry: MadeEntrySchema }),
    v.object({ kind: v.literal('removed') }),
    v.object({
      kind: v.literal('restored'),
      from: v.string(),
      entry: LeafEntrySchema,
      record: v.optional(BaselineRecordSchema),
    }),
  ]),
);

/** Reads what `JSON.stringify` made of the proof of an intent; throws on anything else. */
function parseIntentProof(text: string): StoredProof {
  return v.parse(IntentProofSchema, JSON.parse(text));
}

/** The columns of a row of `intent` that say what is intended: `size, ms, ns, precision, proof`. Only a file has a size and a time. */
export function intentColumns(intent: Intent): (number | string | null)[] {
  const columns = intent.kind === 'file' ? stampColumns(intent.source) : [0, null, null, null];
  return [...columns, JSON.stringify(storedProof(intent))];
}

function storedProof(intent: Intent): StoredProof {
  switch (intent.kind) {
    case 'file':
      return intent.proof;
    case 'folder':
      return { kind: 'folder-moved', from: intent.from };
    case 'making':
      return { kind: 'made', entry: intent.entry };
    case 'removal':
      return { kind: 'removed' };
    case 'restoring':
      return { kind: 'restored', from: intent.from, entry: intent.entry, record: intent.record };
    default:
      return assertNever(intent);
  }
}

/** Reads a row of `intent`. */
export function intentFrom(columns: unknown): Intent {
  const row = v.parse(IntentColumns, columns);
  const { path, to_side: to } = row;
  const proof = parseIntentProof(row.proof);
  switch (proof.kind) {
    case 'folder-moved':
      return { kind: 'folder', path, to, from: proof.from };
    case 'made':
      return { kind: 'making', path, to, entry: proof.entry };
    case 'removed':
      return { kind: 'removal', path, to };
    case 'restored':
      return { kind: 'restoring', path, to, from: proof.from, entry: proof.entry, record: proof.record };
    case 'content':
    case 'moved':
    case 'in-place':
      return { kind: 'file', path, to, source: fileFrom(row.size, row.ms, row.ns, row.precision), proof };
    default:
      return assertNever(proof);
  }
}
