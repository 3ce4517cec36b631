import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { Entry, FileEntry, ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import { joinPath } from '../../../shared/entry/path.js';
import type { ContentVerdict } from '../../../shared/plan/plan.js';
import type { Target } from '../../targets/target.js';
import { forEachBounded } from '../base/bounded.js';
import { sameStamp } from '../base/entry-comparison.js';
import { isFatal } from '../base/problem-traits.js';
import { mayHideAnEdit } from '../base/unproven.js';
import { compareContent, contentHash, isCheapHere } from '../content/content-proof.js';

type FileRecord = Extract<BaselineRecord, { readonly kind: 'file' }>;

interface Proving {
  readonly targets: Sides<Target>;
  readonly nowMs: number;
  readonly concurrency: number;
  readonly signal: AbortSignal;
}

/** The records of a folder after a look at what was unproven, and the names of those that have been proven. */
export interface Proven {
  readonly records: ReadonlyMap<string, BaselineRecord>;
  readonly proven: readonly string[];
  /** Whether the files hold the same that were edited on both sides without either showing it. */
  readonly contents: ReadonlyMap<string, ContentVerdict>;
}

/**
 * S11: looks at what is in those files that were modified so shortly before they were recorded that another edit could have got the same time.
 * What turns out to be another content counts as edited: its record is given a time that the file has not. Rejects where a side
 * as a whole is out of reach.
 */
export async function prove(
  folder: ItemPath,
  entries: Sides<ReadonlyMap<string, Entry>>,
  records: ReadonlyMap<string, BaselineRecord>,
  proving: Proving,
): Promise<Proven> {
  const found = new Map<string, BaselineRecord>();
  const proven: string[] = [];
  const contents = new Map<string, ContentVerdict>();
  const unproven = Array.from(records).flatMap(([name, record]) =>
    record.kind === 'file' && record.unproven !== undefined ? [{ name, record }] : [],
  );
  if (unproven.length === 0) return { records, proven, contents };
  await forEachBounded(unproven, proving.concurrency, proving.signal, async ({ name, record }) => {
    const files = { local: fileOf(entries.local.get(name)), remote: fileOf(entries.remote.get(name)) };
    const path = joinPath(folder, name);
    const next = await proveOne(path, record, files, proving);
    if (next === record) return;
    found.set(name, next);
    if (sameSides(next, record)) proven.push(name);
    else if (next.sides.local !== record.sides.local && next.sides.remote !== record.sides.remote)
      contents.set(name, await verdictOn(path, proving));
  });
  return { records: new Map([...records, ...found]), proven, contents };
}

async function proveOne(
  path: ItemPath,
  record: FileRecord,
  files: Sides<FileEntry | undefined>,
  proving: Proving,
): Promise<FileRecord> {
  const { sides = [], sha256 } = record.unproven ?? {};
  // What has another size or time by now is known for an edit without being read.
  const looksSame = (side: Side): boolean => {
    const file = files[side];
    return file !== undefined && sameStamp(file, record.sides[side]);
  };
  const asked = sides.filter(looksSame);
  if (asked.length === 0) return record;
  const edited =
    sha256 === undefined
      ? await editedByComparison(path, asked, looksSame('local') && looksSame('remote'), proving)
      : await editedByHash(path, asked, record, sha256, proving);
  if (edited === undefined) return record;
  if (edited.length > 0) return edited.reduce(asEdited, record);
  const left = asked.filter((side) => mayHideAnEdit(side, record.sides[side], proving.nowMs));
  return left.length === 0 ? { kind: 'file', sides: record.sides } : record;
}

/** The sides that hold something else than what was recorded; `undefined` where that cannot be told. */
async function editedByHash(
  path: ItemPath,
  asked: readonly Side[],
  record: FileRecord,
  sha256: string,
  { targets, signal }: Proving,
): Promise<readonly Side[] | undefined> {
  const edited: Side[] = [];
  for (const side of asked) {
    if (!isCheapHere(targets[side], record.sides[side].size)) return undefined;
    try {
      if ((await contentHash(targets[side], path, signal)) !== sha256) edited.push(side);
    } catch (error) {
      if (isFatal(error)) throw error;
      return undefined;
    }
  }
  return edited;
}

/** Without a hash on record both sides prove each other. Where they differ, nobody knows whose edit it was, and both count as edited. */
async function editedByComparison(
  path: ItemPath,
  asked: readonly Side[],
  bothLookSame: boolean,
  { targets, signal }: Proving,
): Promise<readonly Side[] | undefined> {
  if (!bothLookSame) return asked;
  const verdict = await compareContent(targets, path, true, signal);
  if (verdict === undefined) return undefined;
  return verdict === 'same' ? [] : ['local', 'remote'];
}

/** What cannot be compared counts as different, so that nobody's edit is lost. */
async function verdictOn(path: ItemPath, { targets, signal }: Proving): Promise<ContentVerdict> {
  return (await compareContent(targets, path, true, signal)) ?? 'different';
}

/** On record with another time than the file has, so that it counts as edited on that side. */
function asEdited(record: FileRecord, side: Side): FileRecord {
  const file = record.sides[side];
  const { modified } = file;
  if (modified === undefined) return record;
  const before = { ...modified, ms: modified.ms - Math.max(1, modified.precisionMs) * 2 };
  return { ...record, sides: { ...record.sides, [side]: { ...file, modified: before } } };
}

function sameSides(one: FileRecord, other: FileRecord): boolean {
  return one.sides.local === other.sides.local && one.sides.remote === other.sides.remote;
}

function fileOf(entry: Entry | undefined): FileEntry | undefined {
  return entry?.kind === 'file' ? entry : undefined;
}
