import type { Entry, Timestamp } from '../../../../shared/entry/entry.js';
import type { Listed, OnRecord } from '../../target.js';
import type { FtpFeatures } from '../protocol/features.js';
import type { ListLine } from '../listing/list-line.js';
import { parseListLine } from '../listing/parse-list.js';
import type { Reply } from '../protocol/reply.js';
import { entryIn, timeOf } from '../ops/stat.js';

/**
 * What came of a look at a folder: it holds exactly what is on record, it may hold something else, or the server does not list by STAT.
 */
export type Confirmation =
  | {
      readonly kind: 'same';
      readonly listed: readonly Listed[];
      /** Its files as MLST tells them now, or else as STAT lists them, permissions included. */
      readonly told: readonly Listed[];
    }
  | {
      readonly kind: 'other';
      /** What differs: what STAT lists, or only what is told of single files; `doubt` where it cannot be read for certain. */
      readonly what: 'listing' | 'facts' | 'doubt';
      /** Times of files that are told more finely than any listing shows them, by name. */
      readonly times: ReadonlyMap<string, Timestamp>;
    }
  | { readonly kind: 'no-listing' };

/** Servers cut what STAT lists after some thousand lines, and a reply is only read up to a length. */
const MOST_ENTRIES = 300;

/** What could be a pattern, or is not one line: such a name is never sent where a server may expand it. */
const UNFIT = /[*?[\]{}\\~"\r\n\0]|(?:^|\s)-|^\s|\s$/;

/** Whether a folder can be confirmed at all: all that it should hold is files with a time, and folders, with names that no server misreads. */
export function isConfirmable(folder: string, { entries }: OnRecord): boolean {
  if (entries.size > MOST_ENTRIES || folder.split('/').some((name) => name !== '' && UNFIT.test(name)))
    return false;
  for (const [name, entry] of entries) {
    if (UNFIT.test(name)) return false;
    if (entry.kind === 'folder') continue;
    if (entry.kind !== 'file' || entry.modified === undefined || entry.followed === true) return false;
  }
  return true;
}

/** The commands by which a folder is looked at without a data connection. They belong together, and change the server's current folder. */
export function confirmingCommands(
  folder: string,
  { entries }: OnRecord,
  features: FtpFeatures,
): readonly string[] {
  const one = features.mlst ? 'MLST' : 'MDTM';
  const files = Array.from(entries).filter(([, { kind }]) => kind === 'file');
  // The flag asks for hidden names; that the answer shows “.” proves that they are shown.
  return [`CWD ${folder}`, 'STAT -a', ...files.map(([name]) => `${one} ${name}`)];
}

/**
 * Reads the replies to `confirmingCommands`. S8, S10: `same` only where every name, kind, size and time is what it was, at the precision of the
 * record; whatever is in doubt is `other`. No change is ever concluded from them.
 */
export function confirmationIn(
  replies: readonly Reply[],
  { entries, besides }: OnRecord,
  features: FtpFeatures,
  nowMs: number,
): Confirmation {
  const [entered, listing, ...told] = replies;
  const times = features.mlst ? new Map<string, Timestamp>() : timesIn(told, entries);
  const other = (what: 'listing' | 'facts' | 'doubt'): Confirmation => ({ kind: 'other', what, times });
  if (entered?.good !== true) return other('doubt');
  const shown = listing === undefined ? undefined : namesIn(listing, nowMs);
  if (shown === undefined) return { kind: 'no-listing' };
  if (shown === 'in-doubt') return other('doubt');
  const listed: Listed[] = [];
  let missing = entries.size;
  for (const [name, entry] of shown) {
    const expected = entries.get(name);
    if (expected === undefined) {
      // What is neither file nor folder, a listing in another form may leave out.
      if (entry.kind === 'link' || entry.kind === 'other') return other('doubt');
      if (entry.kind !== 'folder' || !besides.has(name)) return other('listing');
      listed.push({ name, entry });
      continue;
    }
    missing -= 1;
    if (entry.kind === 'link' || entry.kind === 'other') return other('doubt');
    if (expected.kind !== entry.kind) return other('listing');
    if (expected.kind === 'file' && entry.kind === 'file' && expected.size !== entry.size)
      return other('listing');
    listed.push({ name, entry: expected });
  }
  if (missing > 0) return other('listing');
  const files = Array.from(entries).filter(([, entry]) => entry.kind === 'file');
  if (told.length !== files.length) return other('facts');
  const now: Listed[] = [];
  // Permissions and all: what is private on the server stays so also where the profile keeps none (S12).
  const whole = { ...features, modes: true };
  for (const [index, [name, file]] of files.entries()) {
    const entry = asRecorded(file, told[index], whole);
    if (entry === undefined) return other('facts');
    now.push({ name, entry: features.mlst ? entry : (shown.get(name) ?? entry) });
  }
  return { kind: 'same', listed, told: now };
}

/** The times that MDTM told of the files on record. */
function timesIn(replies: readonly Reply[], entries: OnRecord['entries']): ReadonlyMap<string, Timestamp> {
  const times = new Map<string, Timestamp>();
  const files = Array.from(entries).filter(([, { kind }]) => kind === 'file');
  for (const [index, [name]] of files.entries()) {
    const reply = replies[index];
    const time = reply?.good === true ? timeOf(reply) : undefined;
    if (time !== undefined) times.set(name, time);
  }
  return times;
}

/** Whether a listing shows just what is on record. */
export function isAsExpected(listed: readonly Listed[], { entries, besides }: OnRecord): boolean {
  let found = 0;
  for (const { name, entry } of listed) {
    const expected = entries.get(name);
    if (expected === undefined) {
      if (entry.kind === 'folder' && besides.has(name)) continue;
      return false;
    }
    found += 1;
    if (expected.kind !== entry.kind) return false;
    if (expected.kind !== 'file' || entry.kind !== 'file') continue;
    if (expected.size !== entry.size || !sameMoment(expected.modified, entry.modified)) return false;
  }
  return found === entries.size;
}

/** What STAT lists; `undefined` where it lists nothing, not even the folder itself, and `in-doubt` where a line cannot be read for certain. */
function namesIn(
  { code, message }: Reply,
  nowMs: number,
): ReadonlyMap<string, Entry> | 'in-doubt' | undefined {
  if (code < 211 || code > 213) return undefined;
  const lines = message.split(/\r?\n/).slice(1, -1);
  const found = new Map<string, Entry>();
  let itself = false;
  let inDoubt = false;
  for (const [index, text] of lines.entries()) {
    // RFC 959, 4.2: some servers set every line of a long reply back by a blank.
    const line = lineOf(text.replace(/^ /, ''), nowMs, index === 0);
    if (line?.kind === 'folder-itself') itself = true;
    const [item, ...others] = line?.kind === 'entry' ? line.items : [];
    if (line === undefined || others.length > 0 || (item !== undefined && found.has(item.name)))
      inDoubt = true;
    if (item !== undefined) found.set(item.name, item.entry);
  }
  if (!itself) return undefined;
  return inDoubt ? 'in-doubt' : found;
}

function lineOf(text: string, nowMs: number, isFirst: boolean): ListLine | undefined {
  try {
    return parseListLine(text, nowMs, isFirst);
  } catch {
    return undefined;
  }
}

/** What the server tells of a file, where that is what is on record. */
function asRecorded(file: Entry, reply: Reply | undefined, features: FtpFeatures): Entry | undefined {
  if (reply?.good !== true || file.kind !== 'file') return undefined;
  if (!features.mlst) return sameMoment(file.modified, timeOf(reply)) ? file : undefined;
  const entry = entryIn([reply], features);
  const isSame =
    entry?.kind === 'file' &&
    entry.size === file.size &&
    sameMoment(file.modified, entry.modified) &&
    (file.id === undefined || entry.id === undefined || file.id === entry.id) &&
    (file.permissions === undefined ||
      entry.permissions === undefined ||
      file.permissions === entry.permissions);
  return isSame ? entry : undefined;
}

/** Whether a time is the recorded one, which may have been told in coarser steps. */
function sameMoment(recorded: Timestamp | undefined, told: Timestamp | undefined): boolean {
  if (recorded === undefined || told === undefined) return false;
  const step = Math.max(recorded.precisionMs, 1);
  return step <= told.precisionMs
    ? Math.floor(recorded.ms / told.precisionMs) === Math.floor(told.ms / told.precisionMs)
    : Math.floor(told.ms / step) * step === recorded.ms;
}
