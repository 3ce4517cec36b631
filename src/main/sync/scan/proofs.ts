import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { Entry, FileEntry, ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import { joinPath } from '../../../shared/entry/path.js';
import type { ContentVerdict } from '../../../shared/plan/plan.js';
import type { Target } from '../../targets/target.js';
import { forEachBounded } from '../base/flow/bounded.js';
import { sameSizeAndTime } from '../base/entry-comparison.js';
import { isReplaced } from '../base/file-ids.js';
import { isFatal } from '../../../shared/problem-traits.js';
import { mayHideAnEdit } from '../base/unproven.js';
import { compareContent, contentHash, isCheapHere, isCheapToCompare } from '../content/content-proof.js';

const SIDES: readonly Side[] = ['local', 'remote'];

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
 * S11: looks at what is in those files whose size and time prove nothing: they were modified so shortly before they were recorded that another
 * edit could have got the same time, or another file lies in their place by now that has the same. What turns out to be another content counts as edited. Rejects where a side
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
  const lasting = SIDES.filter((side) => proving.targets[side].features.fileIds === 'lasting');
  const doubtful: (Doubtful & { readonly name: string })[] = [];
  for (const [name, record] of records) {
    if (record.kind !== 'file') continue;
    const isReplacedOn = (side: Side): boolean =>
      isReplaced(record.sides[side], fileOf(entries[side].get(name)));
    if (record.unproven === undefined && !lasting.some(isReplacedOn)) continue;
    const files = { local: fileOf(entries.local.get(name)), remote: fileOf(entries.remote.get(name)) };
    doubtful.push({ name, record, files, replaced: lasting.filter(isReplacedOn) });
  }
  if (doubtful.length === 0) return { records, proven, contents };
  await forEachBounded(doubtful, proving.concurrency, proving.signal, async (file) => {
    const { name, record, files } = file;
    const path = joinPath(folder, name);
    const { next, edited } = await proveOne(path, file, proving);
    if (next === record) return;
    found.set(name, next);
    if (edited.length === 0) proven.push(name);
    // What replaced a file on one side is that side's edit, whatever is true of the other.
    else if (edited.length === 2 && files.local !== undefined && files.remote !== undefined)
      contents.set(name, await verdictOn(path, proving));
  });
  return { records: new Map([...records, ...found]), proven, contents };
}

/** A file whose report proves nothing, and the sides on which another file has taken the place of the one on record. */
interface Doubtful {
  readonly record: FileRecord;
  readonly files: Sides<FileEntry | undefined>;
  readonly replaced: readonly Side[];
}

/** The record as it is after the look, and the sides that turned out to be edited. */
interface Looked {
  readonly next: FileRecord;
  readonly edited: readonly Side[];
}

async function proveOne(
  path: ItemPath,
  { record, files, replaced }: Doubtful,
  proving: Proving,
): Promise<Looked> {
  const { sides = [], sha256 } = record.unproven ?? {};
  // What has another size or time by now is known for an edit without being read.
  const looksSame = (side: Side): boolean => {
    const file = files[side];
    return file !== undefined && sameSizeAndTime(file, record.sides[side]);
  };
  const bothLookSame = looksSame('local') && looksSame('remote');
  const racy = sides.filter(looksSame);
  const others = replaced.filter(
    (side) => !racy.includes(side) && isWorthALook(record.sides[side], bothLookSame, proving),
  );
  const asked = [...racy, ...others];
  if (asked.length === 0) return { next: record, edited: [] };
  const edited =
    sha256 === undefined
      ? await editedByComparison(path, asked, racy.length > 0 ? SIDES : others, bothLookSame, proving)
      : await editedByHash(path, asked, record, sha256, proving);
  if (edited === undefined) return { next: record, edited: [] };
  if (edited.length > 0) return { next: { ...record, edited }, edited };
  const left = racy.filter((side) => mayHideAnEdit(side, record.sides[side], proving.nowMs));
  const now = others.reduce((known, side) => withIdOf(known, side, files[side]), record.sides);
  if (left.length > 0) return { next: now === record.sides ? record : { ...record, sides: now }, edited: [] };
  return { next: { kind: 'file', sides: now }, edited: [] };
}

/**
 * Programs that unpack or install set times in whole seconds, the same for many files, whatever is in them. A finer time was hardly given
 * to two contents: that is looked at where it costs little, so that a disk that was restored is not a reason to transfer everything.
 */
function isWorthALook({ size, modified }: FileEntry, bothLookSame: boolean, { targets }: Proving): boolean {
  const wholeSeconds = modified !== undefined && modified.ms % 1000 === 0 && (modified.ns ?? 0) === 0;
  return wholeSeconds || (bothLookSame && isCheapToCompare(targets, size));
}

function withIdOf(sides: Sides<FileEntry>, side: Side, file: FileEntry | undefined): Sides<FileEntry> {
  return file?.id === undefined ? sides : { ...sides, [side]: { ...sides[side], id: file.id } };
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

/** Without a hash on record both sides prove each other. Where they differ, those count as edited that `mayBe`: nobody knows whose edit it was. */
async function editedByComparison(
  path: ItemPath,
  asked: readonly Side[],
  mayBe: readonly Side[],
  bothLookSame: boolean,
  { targets, signal }: Proving,
): Promise<readonly Side[] | undefined> {
  if (!bothLookSame) return asked;
  const verdict = await compareContent(targets, path, true, signal);
  if (verdict === undefined) return undefined;
  return verdict === 'same' ? [] : mayBe;
}

/** What cannot be compared counts as different, so that nobody's edit is lost. */
async function verdictOn(path: ItemPath, { targets, signal }: Proving): Promise<ContentVerdict> {
  return (await compareContent(targets, path, true, signal)) ?? 'different';
}

function fileOf(entry: Entry | undefined): FileEntry | undefined {
  return entry?.kind === 'file' ? entry : undefined;
}
